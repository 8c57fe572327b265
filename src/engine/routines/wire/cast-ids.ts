import type { Type } from '../../types/type.ts';

/**
 * Id of the cast between two types (asked of a stock server, but for those between rows). Variables are called after the pair: between two points in
 * time precisions are `sourceprecision` and `targetprecision`, elsewhere `p`; of two texts the lengths are `x` and `y`.
 */
export function castId(from: Type, to: Type): string {
  return (
    structural(from, to) ?? `$operator$cast(${pattern(from, to, 'source')}):${pattern(to, from, 'target')}`
  );
}

function structural(from: Type, to: Type): string | undefined {
  switch (from.kind) {
    case 'decimal':
      return to.kind === 'decimal'
        ? '$operator$cast(decimal(from_precision,from_scale)):decimal(to_precision,to_scale)'
        : undefined;
    case 'array':
      return to.kind === 'json'
        ? '$operator$cast<t:castableto(json)>(array(t)):json'
        : '$operator$cast<f,t>(array(f)):array(t)';
    case 'map':
      return to.kind === 'json'
        ? '$operator$cast<k:castableto(varchar),v:castableto(json)>(map(k,v)):json'
        : '$operator$cast<fk:castableto(tk),fv:castableto(tv),tk,tv>(map(fk,fv)):map(tk,tv)';
    case 'row':
      return to.kind === 'json'
        ? '$operator$cast<t:optional[row]<*>:castableto(json)>(t):json'
        : '$operator$cast<f:optional[row]<*>:castableto(t),t:optional[row]<*>>(f):t';
    case 'json':
      return ofJson(to);
    default:
      return undefined;
  }
}

function ofJson(to: Type): string | undefined {
  switch (to.kind) {
    case 'array':
      return '$operator$cast<t:castablefrom(json)>(json):array(t)';
    case 'map':
      return '$operator$cast<k:castablefrom(varchar),v:castablefrom(json)>(json):map(k,v)';
    case 'row':
      return '$operator$cast<t:optional[row]<*>:castablefrom(json)>(json):t';
    default:
      return undefined;
  }
}

function pattern(type: Type, other: Type, side: 'source' | 'target'): string {
  switch (type.kind) {
    case 'decimal':
      return 'decimal(precision,scale)';
    case 'varchar':
    case 'char':
      // An address or an id has one text, of no length.
      if (side === 'target' && (other.kind === 'uuid' || other.kind === 'ipaddress')) return type.kind;
      return `${type.kind}(${side === 'target' && isText(other) ? 'y' : 'x'})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${precision(other, side)})`;
    case 'time with time zone':
    case 'timestamp with time zone':
      return `${type.kind.split(' ')[0] ?? ''}(${precision(other, side)}) with time zone`;
    default:
      return type.kind;
  }
}

function precision(other: Type, side: 'source' | 'target'): string {
  return 'precision' in other && other.kind !== 'decimal' ? `${side}precision` : 'p';
}

function isText({ kind }: Type): boolean {
  return kind === 'varchar' || kind === 'char';
}
