import type { ResolvedFunction } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { castId } from './cast-ids.ts';

/** Comparisons as functions: in routines they are called by these ids (seen on a stock server). */
export const comparisonIds = {
  '=': '$operator$equal<t:comparable>(t,t):boolean',
  '<': '$operator$less_than<t:orderable>(t,t):boolean',
  '<=': '$operator$less_than_or_equal<t:orderable>(t,t):boolean',
  'IS DISTINCT FROM': '$operator$is_distinct_from<t:comparable>(t,t):boolean',
} as const;

export function comparisonFunction(operator: keyof typeof comparisonIds, type: Type): ResolvedFunction {
  const isNullable = operator === 'IS DISTINCT FROM';
  const nullable = [isNullable, isNullable];
  const fn = resolved(comparisonIds[operator], [type, type], { kind: 'boolean' }, nullable);
  return operator === '='
    ? { ...fn, functionNullability: { returnNullable: true, argumentNullable: nullable } }
    : fn;
}

/** `not` takes and gives what isn't NULL. */
export function notFunction(): ResolvedFunction {
  const type: Type = { kind: 'boolean' };
  return resolved('not(boolean):boolean', [type], type, [false]);
}

/** The subscript of an array or a map. */
export function subscriptFunction(base: Type, index: Type, result: Type): ResolvedFunction {
  const id =
    base.kind === 'map'
      ? '$operator$subscript<k,v>(map(k,v),k):v'
      : '$operator$subscript<e>(array(e),bigint):e';
  const readValue = resolved('$operator$read_value<t>(t):t', [result], result, [false]);
  return {
    ...resolved(id, [base, index], result, [false, false]),
    functionNullability: { returnNullable: true, argumentNullable: [false, false] },
    functionDependencies: base.kind === 'array' ? [readValue] : [],
  };
}

export function castFunction(from: Type, to: Type, isSafe: boolean): ResolvedFunction {
  const id = isSafe ? 'try_cast<f:castableto(t),t>(f):t' : castId(from, to);
  const fn = isSafe
    ? resolved(id, [from], to, [false])
    : withElements(resolved(id, [from], to, [false]), from, to);
  if (isSafe) {
    return { ...fn, ...nullableResult, functionDependencies: [castFunction(from, to, false)] };
  }
  return isNullableCast(from) ? { ...fn, ...nullableResult } : fn;
}

/** Casts of arrays and maps call those of what is in them. */
function withElements(fn: ResolvedFunction, from: Type, to: Type): ResolvedFunction {
  if (from.kind === 'array' && to.kind === 'array') {
    const element = formatType(to.element);
    return {
      ...fn,
      typeDependencies: { [element]: element },
      functionDependencies: [castFunction(from.element, to.element, false)],
    };
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return {
      ...fn,
      ...nullableResult,
      functionDependencies: [
        castFunction(from.key, to.key, false),
        castFunction(from.value, to.value, false),
      ],
    };
  }
  return fn;
}

const nullableResult = {
  functionNullability: { returnNullable: true, argumentNullable: [false] },
} as const;

function isNullableCast({ kind }: Type): boolean {
  return kind === 'json' || kind === 'unknown';
}

function resolved(
  id: string,
  argumentTypes: readonly Type[],
  returnType: Type,
  argumentNullable: readonly boolean[],
): ResolvedFunction {
  return {
    signature: {
      name: {
        catalogName: 'system',
        schemaName: 'builtin',
        functionName: /^[^<(]*/.exec(id)?.[0] ?? id,
      },
      returnType: formatType(returnType),
      argumentTypes: argumentTypes.map(formatType),
    },
    catalogHandle: 'system:normal:system',
    id,
    functionKind: 'SCALAR',
    deterministic: true,
    functionNullability: { returnNullable: false, argumentNullable },
    typeDependencies: {},
    functionDependencies: [],
  };
}
