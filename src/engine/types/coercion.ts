import { sameType } from './same-type.ts';
import type { RowField, Type } from './type.ts';

const maxPrecision = 38;
const maxCharLength = 65_536;

/** What two types have in common: the type both become, and whether the first one may become the second without a CAST. */
interface Compatibility {
  readonly common: Type;
  readonly coercible: boolean;
}

/** Whether a value of `from` may stand where `to` is asked for, without a CAST. A type coerces to itself. */
export function canCoerce(from: Type, to: Type): boolean {
  return compatibility(from, to)?.coercible ?? false;
}

/** The narrowest type that both coerce to; undefined when there is none. */
export function commonSuperType(a: Type, b: Type): Type | undefined {
  return compatibility(a, b)?.common;
}

function compatibility(from: Type, to: Type): Compatibility | undefined {
  if (sameType(from, to)) return { common: to, coercible: true };
  if (from.kind === 'unknown') return { common: to, coercible: true };
  if (to.kind === 'unknown') return { common: from, coercible: false };
  if (from.kind === to.kind) return sameBase(from, to);

  const forward = coerceBase(from, to.kind);
  if (forward !== undefined) return compatibility(forward, to);
  const backward = coerceBase(to, from.kind);
  if (backward === undefined) return undefined;
  const reversed = compatibility(backward, from);
  return reversed === undefined ? undefined : { common: reversed.common, coercible: false };
}

/** Types of one base that differ in their parameters or parts. */
function sameBase(from: Type, to: Type): Compatibility | undefined {
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    const scale = Math.max(from.scale, to.scale);
    const whole = Math.max(from.precision - from.scale, to.precision - to.scale);
    return widened({ kind: 'decimal', precision: Math.min(maxPrecision, whole + scale), scale }, to);
  }
  if (from.kind === 'varchar' && to.kind === 'varchar') {
    if (from.length === undefined || to.length === undefined) return widened({ kind: 'varchar' }, to);
    return widened({ kind: 'varchar', length: Math.max(from.length, to.length) }, to);
  }
  if (from.kind === 'char' && to.kind === 'char') {
    return widened({ kind: 'char', length: Math.max(from.length, to.length) }, to);
  }
  if ('precision' in from && 'precision' in to && from.kind === to.kind && from.kind !== 'decimal') {
    return widened({ kind: from.kind, precision: Math.max(from.precision, to.precision) }, to);
  }
  if (from.kind === 'array' && to.kind === 'array') {
    const element = compatibility(from.element, to.element);
    return element && { common: { kind: 'array', element: element.common }, coercible: element.coercible };
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const key = compatibility(from.key, to.key);
    const value = compatibility(from.value, to.value);
    if (key === undefined || value === undefined) return undefined;
    return {
      common: { kind: 'map', key: key.common, value: value.common },
      coercible: key.coercible && value.coercible,
    };
  }
  if (from.kind === 'row' && to.kind === 'row') return rows(from.fields, to.fields);
  return undefined;
}

function widened(common: Type, to: Type): Compatibility {
  return { common, coercible: sameType(common, to) };
}

/** Rows coerce field by field; a name stays where both agree on it. */
function rows(from: readonly RowField[], to: readonly RowField[]): Compatibility | undefined {
  if (from.length !== to.length) return undefined;
  const fields: RowField[] = [];
  let coercible = true;
  for (const [index, field] of from.entries()) {
    const other = to[index];
    const part = other && compatibility(field.type, other.type);
    if (part === undefined) return undefined;
    const name = field.name === other?.name ? field.name : undefined;
    fields.push(name === undefined ? { type: part.common } : { name, type: part.common });
    coercible &&= part.coercible;
  }
  return { common: { kind: 'row', fields }, coercible };
}

/** The type of base `base` that holds every value of `from`: Trino's implicit conversions between bases. */
function coerceBase(from: Type, base: Type['kind']): Type | undefined {
  switch (from.kind) {
    case 'tinyint':
      return integral(from.kind, base, 3);
    case 'smallint':
      return integral(from.kind, base, 5);
    case 'integer':
      return integral(from.kind, base, 10);
    case 'bigint':
      return integral(from.kind, base, 19);
    case 'decimal':
      return base === 'real' || base === 'double' ? { kind: base } : undefined;
    case 'real':
      return base === 'double' ? { kind: 'double' } : undefined;
    case 'date':
      return base === 'timestamp' || base === 'timestamp with time zone'
        ? { kind: base, precision: 0 }
        : undefined;
    case 'time':
      return base === 'time with time zone' ? { kind: base, precision: from.precision } : undefined;
    case 'timestamp':
      return base === 'timestamp with time zone' ? { kind: base, precision: from.precision } : undefined;
    case 'varchar':
      if (base === 'char')
        return { kind: 'char', length: Math.min(maxCharLength, from.length ?? maxCharLength) };
      return textual(base);
    case 'char':
      return textual(base);
    case 'P4HyperLogLog':
      return base === 'HyperLogLog' ? { kind: 'HyperLogLog' } : undefined;
    default:
      return undefined;
  }
}

const integers: readonly Type['kind'][] = ['tinyint', 'smallint', 'integer', 'bigint'];

/** What whole numbers of so many digits become: wider ones, decimals, floating point numbers. */
function integral(from: Type['kind'], base: Type['kind'], digits: number): Type | undefined {
  switch (base) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return integers.indexOf(base) > integers.indexOf(from) ? { kind: base } : undefined;
    case 'real':
    case 'double':
      return { kind: base };
    case 'decimal':
      return { kind: 'decimal', precision: digits, scale: 0 };
    default:
      return undefined;
  }
}

/** Types that texts become when functions ask for them. */
function textual(base: Type['kind']): Type | undefined {
  return base === 'JoniRegExp' || base === 'JsonPath' || base === 'CodePoints' ? { kind: base } : undefined;
}
