import type { Choices } from './choices.ts';
import { scalarTypes, simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';

const texts = [
  "''",
  "'a'",
  "'abc'",
  "'ABC def'",
  "' x '",
  "'é😀z'",
  "'ß'",
  "'0'",
  "'123'",
  "'-45'",
  "'1.5'",
  "'1e3'",
  "'NaN'",
  "'true'",
  "'a,b,c'",
  "'a=1;b=2'",
  "'2020-02-29'",
  "'2021-03-04 05:06:07.89'",
  "'12:34:56'",
  "'[1,2,null]'",
  '\'{"a":{"b":[1,"x"]}}\'',
  "'$.a'",
  "'[a-c]+'",
  "'%a_'",
  "'UTC'",
  "'hello world'",
  "'aaa'",
  "'http://u@h.org:80/p/q?k=v&k2=%41#f'",
  "'Ünï'",
  "'x\u0301'",
  "U&'\\00e9'",
  "'line\nbreak'",
];

/** Values a type has literals of: ordinary ones, and ends of its range. */
const pools: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false'],
  tinyint: ["TINYINT '0'", "TINYINT '1'", "TINYINT '-7'", "TINYINT '127'", "TINYINT '-128'", "TINYINT '12'"],
  smallint: [
    "SMALLINT '0'",
    "SMALLINT '2'",
    "SMALLINT '-30'",
    "SMALLINT '32767'",
    "SMALLINT '-32768'",
    "SMALLINT '300'",
  ],
  integer: ['0', '1', '2', '3', '7', '-1', '-13', '100', '12345', '2147483647', '-2147483647'],
  bigint: [
    "BIGINT '0'",
    "BIGINT '1'",
    "BIGINT '5'",
    "BIGINT '-3'",
    '10000000000',
    "BIGINT '42'",
    '9223372036854775807',
    "BIGINT '-9223372036854775808'",
    "BIGINT '1600000000'",
  ],
  real: [
    "REAL '0'",
    "REAL '1.5'",
    "REAL '-2.25'",
    "REAL '3.4028235e38'",
    "REAL '1e-10'",
    "REAL 'NaN'",
    "REAL '0.1'",
    "REAL '-0.0'",
    "REAL '16777217'",
  ],
  double: [
    '0e0',
    '1e0',
    '2.5e0',
    '-0.75e0',
    '1e10',
    '1e308',
    '1e-5',
    'nan()',
    'infinity()',
    "DOUBLE '-0.0'",
    '0.1e0',
    '123456.789e0',
  ],
  decimal: [
    '0.0',
    '1.5',
    '-2.25',
    "DECIMAL '7'",
    '12345.678',
    '.5',
    '99999999999999999999.5',
    "DECIMAL '12345678901234567890123456789012345678'",
    "DECIMAL '-0.001'",
    '1000000.00',
    "DECIMAL '0.1234567890123456789'",
  ],
  varchar: texts,
  char: [
    "CHAR 'a'",
    "CAST('ab' AS char(4))",
    "CAST('abc' AS char(3))",
    "CAST('' AS char(2))",
    "CAST(' é' AS char(5))",
    "CHAR 'xyz '",
  ],
  varbinary: ["X''", "X'00'", "X'61'", "X'6162FF'", "X'C3A9'", "X'0000000000000001'", "X'41424344'", "X'80'"],
  date: [
    "DATE '2020-02-29'",
    "DATE '1970-01-01'",
    "DATE '2001-08-22'",
    "DATE '1969-12-31'",
    "DATE '0001-01-01'",
    "DATE '9999-12-31'",
    "DATE '1582-10-10'",
    "DATE '2024-12-30'",
  ],
  time: [
    "TIME '00:00:00'",
    "TIME '12:34:56.789'",
    "TIME '23:59:59.999999999999'",
    "TIME '01:02:03.4'",
    "TIME '05:00'",
  ],
  'time with time zone': [
    "TIME '00:00:00+00:00'",
    "TIME '12:34:56.789 -08:00'",
    "TIME '23:59:59.999999+05:30'",
    "TIME '01:02:03 +14:00'",
  ],
  timestamp: [
    "TIMESTAMP '1970-01-01 00:00:00'",
    "TIMESTAMP '2020-02-29 12:34:56.789'",
    "TIMESTAMP '2001-08-22 03:04:05.123456'",
    "TIMESTAMP '1969-12-31 23:59:59.999999999999'",
    "TIMESTAMP '2024-12-30'",
    "TIMESTAMP '1900-01-01 00:00:00.1234567'",
  ],
  'timestamp with time zone': [
    "TIMESTAMP '1970-01-01 00:00:00 UTC'",
    "TIMESTAMP '2020-02-29 12:34:56.789 America/New_York'",
    "TIMESTAMP '2001-08-22 03:04:05.123456789 +05:30'",
    "TIMESTAMP '1969-12-31 23:59:59.9 Asia/Kathmandu'",
    "TIMESTAMP '2021-10-31 02:30:00 Europe/Berlin'",
  ],
  'interval day to second': [
    "INTERVAL '1' DAY",
    "INTERVAL '-2 03:04:05.678' DAY TO SECOND",
    "INTERVAL '0' SECOND",
    "INTERVAL '90' MINUTE",
    "INTERVAL '36' HOUR",
    "INTERVAL '1.5' SECOND",
  ],
  'interval year to month': [
    "INTERVAL '1' YEAR",
    "INTERVAL '-3-2' YEAR TO MONTH",
    "INTERVAL '0' MONTH",
    "INTERVAL '14' MONTH",
  ],
  json: [
    "JSON '1'",
    "JSON 'null'",
    'JSON \'"a"\'',
    'JSON \'[1,"b",null,true,2.50]\'',
    'JSON \'{"a":1,"b":[2,{"c":"x"}]}\'',
    "JSON '1.0e2'",
    "JSON '{}'",
    "JSON '[]'",
    "JSON 'true'",
    'JSON \'{"b":1,"a":2}\'',
  ],
  uuid: [
    "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
    "UUID '00000000-0000-0000-0000-000000000000'",
    "UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
  ],
  ipaddress: [
    "IPADDRESS '10.0.0.1'",
    "IPADDRESS '::1'",
    "IPADDRESS '2001:db8::ff00:42:8329'",
    "IPADDRESS '255.255.255.255'",
  ],
  color: ["color('red')", 'rgb(10, 20, 30)', "color('#0fa')"],
  unknown: ['NULL'],
};

/** Types whose literals this file has. */
export function hasLiterals(type: FuzzType): boolean {
  return type.args.length === 0
    ? pools[type.name] !== undefined
    : type.name !== 'function' && type.name !== 'qdigest' && type.args.every(hasLiterals);
}

/** A literal, or a constructor of literals. Ordinary numbers are more frequent than ends of ranges. */
export function literal(choices: Choices, type: FuzzType): string {
  switch (type.name) {
    case 'array': {
      const [element] = type.args as [FuzzType];
      const values = Array.from({ length: choices.int(0, 3) }, () =>
        choices.chance(12) ? 'NULL' : literal(choices, element),
      );
      return values.length === 0 || values.every((value) => value === 'NULL')
        ? `CAST(ARRAY[${values.join(', ')}] AS ${typeText(choices, type)})`
        : `ARRAY[${values.join(', ')}]`;
    }
    case 'map': {
      const [key, value] = type.args as [FuzzType, FuzzType];
      const keys = [...new Set(Array.from({ length: choices.int(0, 3) }, () => literal(choices, key)))];
      if (keys.length === 0) return `CAST(MAP() AS ${typeText(choices, type)})`;
      return `MAP(ARRAY[${keys.join(', ')}], ARRAY[${keys.map(() => literal(choices, value)).join(', ')}])`;
    }
    case 'row': {
      const text = `ROW(${type.args.map((field) => literal(choices, field)).join(', ')})`;
      return choices.chance(50) ? `CAST(${text} AS ${typeText(choices, type)})` : text;
    }
    default: {
      const pool = pools[type.name];
      if (pool === undefined) throw new Error(`no literals of ${type.name}`);
      // The first half of each pool is tame.
      return choices.chance(65)
        ? (pool[choices.int(0, Math.ceil(pool.length / 2) - 1)] as string)
        : choices.pick(pool);
    }
  }
}

/** A type of the family as casts have it, with a length, precision or scale. */
export function typeText(choices: Choices, type: FuzzType): string {
  switch (type.name) {
    case 'decimal':
      return choices.pick([
        'decimal(10,2)',
        'decimal(18,0)',
        'decimal(19,4)',
        'decimal(38,10)',
        'decimal(5,3)',
        'decimal(38,0)',
        'decimal',
      ]);
    case 'varchar':
      return choices.pick(['varchar', 'varchar', 'varchar', 'varchar(3)', 'varchar(20)', 'varchar(1)']);
    case 'char':
      return choices.pick(['char(1)', 'char(5)', 'char(20)']);
    case 'time':
    case 'timestamp':
      return choices.pick([
        type.name,
        `${type.name}(0)`,
        `${type.name}(6)`,
        `${type.name}(9)`,
        `${type.name}(12)`,
        `${type.name}(1)`,
      ]);
    case 'time with time zone':
    case 'timestamp with time zone': {
      const [head] = type.name.split(' ') as [string];
      return `${head}${choices.pick(['', '(0)', '(6)', '(9)', '(12)'])} with time zone`;
    }
    case 'array':
      return `array(${typeText(choices, type.args[0] as FuzzType)})`;
    case 'map':
      return `map(${type.args.map((arg) => typeText(choices, arg)).join(', ')})`;
    case 'row':
      return `row(${type.args.map((arg, i) => `f${i} ${typeText(choices, arg)}`).join(', ')})`;
    default:
      return type.name;
  }
}

/** A type to compute something of when any will do. */
export function anyType(choices: Choices, depth = 1): FuzzType {
  if (depth > 0 && choices.chance(18)) {
    const inner = (): FuzzType => anyType(choices, depth - 1);
    switch (choices.int(0, 3)) {
      case 0:
        return {
          name: 'map',
          args: [simple(choices.pick(['varchar', 'bigint', 'integer', 'date', 'double'])), inner()],
        };
      case 1:
        return { name: 'row', args: [inner(), inner()] };
      default:
        return { name: 'array', args: [inner()] };
    }
  }
  return simple(
    choices.chance(50)
      ? choices.pick(['integer', 'bigint', 'double', 'varchar', 'boolean', 'decimal', 'date', 'timestamp'])
      : choices.pick(scalarTypes),
  );
}
