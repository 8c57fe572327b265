import { sameType } from '../types/same-type.ts';
import { childrenOf, substitute } from './expression-tree.ts';
import type { ConstantValue, Expression } from './expression.ts';

/** Whether two expressions are the same computation: what GROUP BY and SELECT DISTINCT compare. */
export function sameExpression(left: Expression, right: Expression): boolean {
  if (left === right) {
    return true;
  }
  if (left.kind !== right.kind || !sameNode(left, right) || !sameType(left.type, right.type)) {
    return false;
  }
  if (left.kind === 'lambda' && right.kind === 'lambda') {
    // Parameters are the same by their place, whatever they are called.
    const names = left.parameters.map(({ name, type }, i): [string, Expression] => [
      right.parameters[i]?.name ?? '',
      { kind: 'symbol', name, type },
    ]);
    return sameExpression(left.body, substitute(right.body, new Map(names)));
  }
  const leftChildren = childrenOf(left);
  const rightChildren = childrenOf(right);
  return (
    leftChildren.length === rightChildren.length &&
    leftChildren.every((child, i) => sameExpression(child, rightChildren[i] as Expression))
  );
}

/** Compares what a node has besides its children. */
function sameNode(left: Expression, right: Expression): boolean {
  switch (left.kind) {
    case 'constant':
      return (
        right.kind === 'constant' && sameValue(left.value, right.value) && left.parameter === right.parameter
      );
    case 'symbol':
      return right.kind === 'symbol' && left.name === right.name;
    case 'call':
      return (
        right.kind === 'call' &&
        left.function.id === right.function.id &&
        // Functions of lambdas count as if they weren't, and are the same all the same.
        (left.function.deterministic || left.arguments.some(({ kind }) => kind === 'lambda'))
      );
    case 'arithmetic':
    case 'comparison':
    case 'logical':
      return 'operator' in right && left.operator === right.operator;
    case 'case':
      return (
        right.kind === 'case' &&
        left.whens.length === right.whens.length &&
        (left.operand === undefined) === (right.operand === undefined) &&
        (left.defaultValue === null) === (right.defaultValue === null)
      );
    case 'cast':
      return right.kind === 'cast' && left.safe === right.safe;
    case 'lambda':
      return right.kind === 'lambda' && left.parameters.length === right.parameters.length;
    default:
      return true;
  }
}

/** Constants are the same when they are stored alike: NaN is itself, 0 isn't -0. */
export function sameValue(left: ConstantValue, right: ConstantValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return Object.is(left, right);
  }
  if (left instanceof Uint8Array || right instanceof Uint8Array) {
    return left instanceof Uint8Array && right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  }
  if ('micros' in left) {
    return 'micros' in right && left.micros === right.micros && left.picos === right.picos;
  }
  return (
    'millis' in right &&
    left.millis === right.millis &&
    left.picosOfMilli === right.picosOfMilli &&
    left.zoneKey === right.zoneKey
  );
}
