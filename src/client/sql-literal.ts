/** A value of a type that JavaScript has no value for. Made by `typed`. */
export interface TypedText {
  readonly sqlType: string;
  readonly text: string;
}

/**
 * What may stand for a `?`: NULL, BOOLEAN, INTEGER or DOUBLE, BIGINT (`bigint`), VARCHAR, TIMESTAMP WITH TIME ZONE (`Date`), VARBINARY,
 * ARRAY, MAP, and any other type as `typed`.
 */
export type SqlParameter =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | TypedText
  | readonly SqlParameter[]
  | ReadonlyMap<SqlParameter, SqlParameter>;

/** Letters, digits, brackets, commas, blanks, underscores, and quoted names of fields: all that types consist of, and no way out of one. */
const TYPE = /^(?:[A-Za-z0-9_(), ]|"(?:[^"]|"")*")+$/;
const MAX_BIGINT = 2n ** 63n - 1n;
const MAX_DECIMAL = 10n ** 38n - 1n;

/**
 * A value of any type, from its text: `typed('decimal(12,2)', '1.50')`, `typed('date', '2024-02-29')`, `typed('uuid', '…')`.
 * @throws TypeError for a text that can't be a type
 */
export function typed(sqlType: string, text: string): TypedText {
  if (!TYPE.test(sqlType)) throw new TypeError(`"${sqlType}" is no type`);
  return { sqlType, text };
}

/**
 * The SQL of a value.
 * @throws TypeError for a value that has none, RangeError for an integer of more than 38 digits
 */
export function sqlLiteral(value: SqlParameter): string {
  if (value === null || value === undefined) return 'NULL';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return numberLiteral(value);
    case 'bigint':
      return bigintLiteral(value);
    case 'string':
      return stringLiteral(value);
    case 'object':
      return objectLiteral(value);
    default:
      throw new TypeError(`A ${typeof value} can't be a parameter`);
  }
}

/** Whole numbers are INTEGER or BIGINT by their size, as literals are; others, and those that a double can't count, are DOUBLE. */
function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan()';
  if (!Number.isFinite(value)) return value > 0 ? 'infinity()' : '-infinity()';
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  // -0 is an integer without a sign for toExponential.
  return Object.is(value, -0) ? '-0E0' : value.toExponential().replace('e+', 'E').replace('e', 'E');
}

function bigintLiteral(value: bigint): string {
  if (value <= MAX_BIGINT && value >= -MAX_BIGINT - 1n) return `BIGINT '${value}'`;
  if (value <= MAX_DECIMAL && value >= -MAX_DECIMAL) return `DECIMAL '${value}'`;
  throw new RangeError(`${value} has more than 38 digits`);
}

function stringLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function objectLiteral(value: Extract<SqlParameter, object>): string {
  if (value instanceof Date) {
    // toISOString refuses an invalid date. Its form is that of Trino's literals but for two letters.
    return `TIMESTAMP '${value.toISOString().replace('T', ' ').replace('Z', '')} UTC'`;
  }
  if (value instanceof Uint8Array) {
    let digits = '';
    for (const byte of value) digits += byte.toString(16).padStart(2, '0');
    return `X'${digits}'`;
  }
  if (isArray(value)) return `ARRAY[${value.map(sqlLiteral).join(', ')}]`;
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<SqlParameter, SqlParameter>)];
    const keys = entries.map(([key]) => sqlLiteral(key)).join(', ');
    return `MAP(ARRAY[${keys}], ARRAY[${entries.map(([, item]) => sqlLiteral(item)).join(', ')}])`;
  }
  if ('sqlType' in value && 'text' in value && TYPE.test(value.sqlType)) {
    return `CAST(${stringLiteral(value.text)} AS ${value.sqlType})`;
  }
  throw new TypeError("This object can't be a parameter: give a Map, an array, or a text with typed()");
}

/** `Array.isArray` doesn't tell readonly arrays from other objects. */
function isArray(value: object): value is readonly SqlParameter[] {
  return Array.isArray(value);
}
