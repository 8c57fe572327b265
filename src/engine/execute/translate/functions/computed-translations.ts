import { arrayBodies } from '../../scalar/functions/array-bodies.ts';
import { binaryBodies } from '../../scalar/functions/binary-bodies.ts';
import { formatBodies } from '../../scalar/functions/format-body.ts';
import type { FunctionBodies, FunctionBody } from '../../scalar/functions/function-body.ts';
import { jsonBodies } from '../../scalar/functions/json-bodies.ts';
import { mapBodies } from '../../scalar/functions/map-bodies.ts';
import { regexpBodies } from '../../scalar/functions/regexp-bodies.ts';
import { sequenceBodies } from '../../scalar/functions/sequence-body.ts';
import { sketchBodies } from '../../scalar/functions/sketch-bodies.ts';
import { timeTextBodies } from '../../scalar/functions/time-text-bodies.ts';
import { colorBodies } from '../../scalar/functions/color-bodies.ts';
import { probabilityBodies } from '../../scalar/functions/probability-bodies.ts';
import { textBodies } from '../../scalar/functions/text-bodies.ts';
import { urlBodies } from '../../scalar/functions/url-bodies.ts';
import { zonedTimeBodies } from '../../scalar/functions/zoned-time-bodies.ts';
import { zoneBodies } from '../../scalar/functions/zone-bodies.ts';
import { computed } from '../../scalar/computation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

/** Functions of ours by name, for whoever computes over Trino's values outside of DuckDB. */
export const computedBodies: FunctionBodies = Object.assign(
  {},
  ...[
    arrayBodies,
    regexpBodies,
    mapBodies,
    jsonBodies,
    binaryBodies,
    sequenceBodies,
    zoneBodies,
    formatBodies,
    timeTextBodies,
    urlBodies,
    zonedTimeBodies,
    textBodies,
    colorBodies,
    probabilityBodies,
    sketchBodies,
  ],
) as FunctionBodies;

/** Functions that are computed by bodies of ours, value by value. */
export const computedTranslations: FunctionTranslations = Object.fromEntries(
  Object.entries(computedBodies).map(([name, body]): [string, FunctionTranslation] => [
    name,
    translationOf(body),
  ]),
);

function translationOf({
  make,
  takesNull = false,
  volatile = false,
  bounded = false,
}: FunctionBody): FunctionTranslation {
  return (call, translate, session) =>
    computed(
      {
        parameters: call.arguments.map(({ type }) => type),
        result: call.type,
        compute: make(call, session),
        takesNull,
        volatile,
        bounded,
      },
      call.arguments.map(translate),
    );
}
