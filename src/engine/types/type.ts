/**
 * Trino's SQL types as a closed union. Every stage passes types in this form; text appears only on the wire
 * (`parseType`/`formatType` in this folder) and in answers to clients (`results/`).
 */
export type Type =
  | SimpleType
  | DecimalType
  | VarcharType
  | CharType
  | TemporalType
  | ArrayType
  | MapType
  | RowType
  | FunctionType
  | DigestType;

/** Types without parameters. `unknown` is the type of `NULL`. */
export interface SimpleType {
  readonly kind:
    | 'unknown'
    | 'boolean'
    | 'tinyint'
    | 'smallint'
    | 'integer'
    | 'bigint'
    | 'real'
    | 'double'
    | 'date'
    | 'varbinary'
    | 'json'
    | 'uuid'
    | 'ipaddress'
    | 'color'
    | 'interval day to second'
    | 'interval year to month'
    | 'HyperLogLog'
    | 'P4HyperLogLog'
    | 'SetDigest'
    | 'tdigest'
    | 'LikePattern'
    | 'JoniRegExp'
    | 'JsonPath'
    | 'json2016'
    | 'JsonPath2016'
    | 'CodePoints';
}

/** `decimal(precision, scale)`; precision 1 to 38. Up to 18 digits travel as 64 bits, more as 128. */
export interface DecimalType {
  readonly kind: 'decimal';
  readonly precision: number;
  readonly scale: number;
}

/** `varchar(length)` in code points, or unbounded `varchar` when `length` is absent. */
export interface VarcharType {
  readonly kind: 'varchar';
  readonly length?: number;
}

/** `char(length)`: stored without trailing blanks, padded for clients. */
export interface CharType {
  readonly kind: 'char';
  readonly length: number;
}

/** `time(p)`, `timestamp(p)` and their variants with time zone; precision 0 to 12 fraction digits. */
export interface TemporalType {
  readonly kind: 'time' | 'time with time zone' | 'timestamp' | 'timestamp with time zone';
  readonly precision: number;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: Type;
}

export interface MapType {
  readonly kind: 'map';
  readonly key: Type;
  readonly value: Type;
}

/** `row(...)`: names may be missing and may repeat, so fields are known by position. */
export interface RowType {
  readonly kind: 'row';
  readonly fields: readonly RowField[];
}

export interface RowField {
  readonly name?: string;
  readonly type: Type;
}

/** `function(argument..., result)`: the type of a lambda, only inside calls. */
export interface FunctionType {
  readonly kind: 'function';
  readonly arguments: readonly Type[];
  readonly result: Type;
}

/** `qdigest(element)`. */
export interface DigestType {
  readonly kind: 'qdigest';
  readonly element: Type;
}
