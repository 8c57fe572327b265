import { aggregateFunctions } from './aggregate-functions.ts';
import { arrayFunctions, mapFunctions } from './array-functions.ts';
import { binaryFunctions } from './binary-functions.ts';
import { collectingAggregates } from './collecting-aggregates.ts';
import { dateFunctions } from './date-functions.ts';
import { dependenciesOf } from './dependencies.ts';
import type { FunctionEntry } from './function-entry.ts';
import { jsonFunctions } from './json-functions.ts';
import { sqlJsonFunctions } from './sql-json-functions.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { mathFunctions } from './math-functions.ts';
import { notComputed } from './not-computed.ts';
import { operatorFunctions } from './operator-functions.ts';
import { sketchFunctions } from './sketch-functions.ts';
import { parseSignature } from './signature.ts';
import type { Signature } from './signature.ts';
import { statisticalAggregates } from './statistical-aggregates.ts';
import { windowFunctions } from './window-functions.ts';
import { regexpFunctions } from './regexp-functions.ts';
import { stringFunctions } from './string-functions.ts';
import { timeTextFunctions } from './time-text-functions.ts';
import { colorFunctions } from './color-functions.ts';
import { probabilityFunctions } from './probability-functions.ts';
import { textFunctions } from './text-functions.ts';
import { urlFunctions } from './url-functions.ts';
import { structuralFunctions } from './structural-functions.ts';

/** A function of the registry with its signature read. */
export interface RegisteredFunction {
  readonly entry: FunctionEntry;
  readonly signature: Signature;
  /** The id on the wire. */
  readonly id: string;
}

const entries: readonly FunctionEntry[] = [
  ...aggregateFunctions,
  ...statisticalAggregates,
  ...collectingAggregates,
  ...stringFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...structuralFunctions,
  ...operatorFunctions,
  ...windowFunctions,
  ...regexpFunctions,
  ...arrayFunctions,
  ...mapFunctions,
  ...jsonFunctions,
  ...sqlJsonFunctions,
  ...binaryFunctions,
  ...timeTextFunctions,
  ...urlFunctions,
  ...textFunctions,
  ...colorFunctions,
  ...probabilityFunctions,
  ...sketchFunctions,
  ...lambdaFunctions,
];

/** Overloads by lower-case name or alias; signatures are read at the first look-up. */
let byName: ReadonlyMap<string, readonly RegisteredFunction[]> | undefined;
let byId: ReadonlyMap<string, RegisteredFunction> | undefined;

/** The overloads of a function, callable from SQL or internal. Names are matched without case. */
export function functionsNamed(name: string): readonly RegisteredFunction[] {
  byName ??= indexByName();
  return byName.get(name.toLowerCase()) ?? [];
}

/** A function by its id on the wire: `upper(varchar(x)):varchar(x)`. */
export function functionById(id: string): RegisteredFunction | undefined {
  byId ??= new Map([...allFunctions()].map((fn) => [fn.id, fn]));
  return byId.get(id);
}

/** Every function, for SHOW FUNCTIONS, docs and tests. */
export function allFunctions(): ReadonlySet<RegisteredFunction> {
  byName ??= indexByName();
  return new Set([...byName.values()].flat());
}

function indexByName(): ReadonlyMap<string, readonly RegisteredFunction[]> {
  const index = new Map<string, RegisteredFunction[]>();
  for (const entry of entries) {
    const signature = parseSignature(entry.signature);
    const id = entry.signature.toLowerCase();
    const registered = {
      entry: {
        ...entry,
        ...dependenciesOf(id),
        ...(notComputed.has(signature.name) && { unsupported: true as const }),
      },
      signature,
      id,
    };
    for (const name of [signature.name, ...(entry.aliases ?? [])]) {
      const overloads = index.get(name);
      if (overloads === undefined) {
        index.set(name, [registered]);
      } else {
        overloads.push(registered);
      }
    }
  }
  return index;
}
