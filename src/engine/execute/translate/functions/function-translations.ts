import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression } from '../../../expressions/expression.ts';
import { bitwiseTranslations } from './bitwise-translations.ts';
import { comparingTranslations } from './comparing-translations.ts';
import { computedTranslations } from './computed-translations.ts';
import { dateTranslations } from './date-translations.ts';
import { failureTranslations } from './failure-translations.ts';
import type { FunctionTranslation } from './function-translation.ts';
import { internalTranslations } from './internal-translations.ts';
import { jsonTranslations } from './json-translations.ts';
import { lambdaTranslations } from './lambda-translations.ts';
import { mathTranslations } from './math-translations.ts';
import { operatorTranslations } from './operator-translations.ts';
import { stringTranslations } from './string-translations.ts';
import { textPartTranslations } from './text-part-translations.ts';
import { trigonometricTranslations } from './trigonometric-translations.ts';

/** By name, or by id where an overload is computed otherwise than the rest. */
const translations = new Map<string, FunctionTranslation>(
  [
    mathTranslations,
    stringTranslations,
    dateTranslations,
    comparingTranslations,
    bitwiseTranslations,
    internalTranslations,
    operatorTranslations,
    textPartTranslations,
    trigonometricTranslations,
    failureTranslations,
    computedTranslations,
    lambdaTranslations,
    jsonTranslations,
  ].flatMap((part) => Object.entries(part)),
);

/**
 * How a resolved function is computed.
 * @throws TrinoError FUNCTION_IMPLEMENTATION_MISSING when it isn't
 */
export function functionTranslation({ function: fn }: CallExpression): FunctionTranslation {
  const { catalogName, schemaName, functionName } = fn.signature.name;
  const translation =
    catalogName === 'system' && schemaName === 'builtin'
      ? (translations.get(fn.id) ?? translations.get(functionName))
      : undefined;
  if (translation === undefined) {
    throw new TrinoError('FUNCTION_IMPLEMENTATION_MISSING', `No implementation of function: ${fn.id}`);
  }
  return translation;
}
