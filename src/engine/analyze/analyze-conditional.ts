import type { Expression } from '../expressions/expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { CaseNode, CoalesceNode, IfNode, NullIfNode } from '../parse/tree/conditional.ts';
import { commonSuperType } from '../types/coercion.ts';
import { coerce, coerceToBoolean, coerceToCommonType, nullOf, typeText, unknownType } from './coerce.ts';
import type { AnalyzeNested } from './expression-context.ts';
import { semanticError } from './semantic-error.ts';

/** Expressions that choose between values: the choices get one type. IF is a CASE. */
export function analyzeConditional(
  node: CaseNode | IfNode | CoalesceNode | NullIfNode,
  nested: AnalyzeNested,
): Expression {
  switch (node.kind) {
    case 'case':
      return node.operand === undefined ? analyzeSearchedCase(node, nested) : analyzeSimpleCase(node, nested);
    case 'if': {
      const condition = coerceToBoolean(
        nested(node.condition),
        node.condition,
        (type) => `IF condition must evaluate to a boolean (actual: ${type})`,
      );
      const result = nested(node.trueValue);
      const otherwise = node.falseValue === undefined ? null : nested(node.falseValue);
      const type = otherwise === null ? result.type : commonSuperType(result.type, otherwise.type);
      if (type === undefined) {
        throw semanticError(
          'TYPE_MISMATCH',
          node,
          `Result types for IF must be the same: ${typeText(result.type)} vs ${typeText(otherwise?.type ?? unknownType)}`,
        );
      }
      const whens = [{ condition, result: coerce(result, type) }];
      return { kind: 'case', type, whens, defaultValue: otherwise && coerce(otherwise, type) };
    }
    case 'coalesce': {
      const { type, expressions } = coerceToCommonType(
        node.operands.map(nested),
        node.operands,
        'All COALESCE operands',
      );
      return { kind: 'coalesce', type, operands: expressions };
    }
    case 'nullIf': {
      const first = nested(node.first);
      const second = nested(node.second);
      const common = commonSuperType(first.type, second.type);
      if (common === undefined || !isComparable(common)) {
        throw semanticError(
          'TYPE_MISMATCH',
          node,
          `Types are not comparable with NULLIF: ${typeText(first.type)} vs ${typeText(second.type)}`,
        );
      }
      return { kind: 'nullIf', type: first.type, first, second };
    }
    default: {
      const never: never = node;
      return never;
    }
  }
}

function analyzeSearchedCase(node: CaseNode, nested: AnalyzeNested): Expression {
  const conditions = node.whens.map(({ condition }) =>
    coerceToBoolean(
      nested(condition),
      condition,
      (type) => `CASE WHEN clause must evaluate to a boolean (actual: ${type})`,
    ),
  );
  return { kind: 'case', ...results(node, conditions, nested) };
}

function analyzeSimpleCase(
  node: CaseNode & { readonly operand?: CaseNode['operand'] },
  nested: AnalyzeNested,
): Expression {
  const operand = node.operand === undefined ? nullOf(unknownType) : nested(node.operand);
  const conditions = node.whens.map(({ condition }) => nested(condition));
  let common = operand.type;
  for (const [i, condition] of conditions.entries()) {
    const wider = commonSuperType(common, condition.type);
    if (wider === undefined || commonSuperType(operand.type, condition.type) === undefined) {
      throw semanticError(
        'TYPE_MISMATCH',
        node.whens[i]?.condition ?? node,
        `CASE operand type does not match WHEN clause operand type: ${typeText(operand.type)} vs ${typeText(condition.type)}`,
      );
    }
    common = wider;
  }
  return {
    kind: 'case',
    operand: coerce(operand, common),
    ...results(
      node,
      conditions.map((condition) => coerce(condition, common)),
      nested,
    ),
  };
}

function results(
  node: CaseNode,
  conditions: readonly Expression[],
  nested: AnalyzeNested,
): Pick<Expression & { readonly kind: 'case' }, 'type' | 'whens' | 'defaultValue'> {
  const nodes = [
    ...node.whens.map(({ result }) => result),
    ...(node.defaultValue ? [node.defaultValue] : []),
  ];
  const { type, expressions } = coerceToCommonType(nodes.map(nested), nodes, 'All CASE results');
  return {
    type,
    whens: conditions.map((condition, i) => ({ condition, result: expressions[i] ?? nullOf(type) })),
    defaultValue: expressions[conditions.length] ?? null,
  };
}
