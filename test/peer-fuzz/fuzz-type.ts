/**
 * A type as generators see it: lengths, precisions and scales don't count, since values of one family are coerced to each other. Arrays, maps, rows
 * and functions have arguments.
 */
export interface FuzzType {
  readonly name: string;
  readonly args: readonly FuzzType[];
}

export function simple(name: string): FuzzType {
  return { name, args: [] };
}

export function array(element: FuzzType): FuzzType {
  return { name: 'array', args: [element] };
}

export function map(key: FuzzType, value: FuzzType): FuzzType {
  return { name: 'map', args: [key, value] };
}

export function row(...fields: readonly FuzzType[]): FuzzType {
  return { name: 'row', args: fields };
}

export const integers = ['tinyint', 'smallint', 'integer', 'bigint'] as const;
export const numbers = [...integers, 'decimal', 'real', 'double'] as const;

/** Types that have literals and columns. */
export const scalarTypes = [
  'boolean',
  ...numbers,
  'varchar',
  'char',
  'varbinary',
  'date',
  'time',
  'time with time zone',
  'timestamp',
  'timestamp with time zone',
  'interval day to second',
  'interval year to month',
  'json',
  'uuid',
  'ipaddress',
] as const;

/** Two types are the same family. */
export function sameType(a: FuzzType, b: FuzzType): boolean {
  return (
    a.name === b.name &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => sameType(arg, b.args[i] as FuzzType))
  );
}

/** A type as messages of this test show it; `typeText` of `literals.ts` writes one that casts can have. */
export function showType({ name, args }: FuzzType): string {
  return args.length === 0 ? name : `${name}(${args.map(showType).join(',')})`;
}
