/** What is wrong with a request before its handler is asked. */
export type ProblemKind =
  | 'path'
  | 'query'
  | 'header'
  | 'content-type'
  | 'body-missing'
  | 'body-syntax'
  | 'body-schema'
  | 'body-too-large'
  | 'body-aborted';

/** A request that the spec forbids. What is answered to it is the server's decision (`RouterHooks.reject`). */
export interface Problem {
  readonly kind: ProblemKind;
  /** The parameter's name as in the spec, for the kinds `path`, `query` and `header`. */
  readonly parameter?: string;
  /** The text that was sent for the parameter, or as content type; absent if nothing was. */
  readonly value?: string;
  /** One sentence for people. */
  readonly message: string;
  /** What the validator said, for values and bodies that can be read and break their schema. */
  readonly errors?: readonly ValidationError[];
}

/** An error of a generated validator, in ajv's form. */
export interface ValidationError {
  /** JSON pointer to the value, `""` for the whole. */
  readonly instancePath: string;
  /** JSON pointer to the broken rule in the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A generated validator: whether the value fits. The errors of the last call are on the function itself. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

/** The errors of a validator as one sentence. */
export function describeErrors(what: string, errors: readonly ValidationError[]): string {
  const [first] = errors;
  if (first === undefined) return `${what} is invalid`;
  const where = first.instancePath === '' ? what : `${what} at ${first.instancePath}`;
  return `${where} ${first.message ?? `breaks the rule "${first.keyword}"`}`;
}
