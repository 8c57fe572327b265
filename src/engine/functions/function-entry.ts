/**
 * A function as the registry declares it. Everything that travels (id, nullability, dependencies) is what Trino 435 writes for
 * it, so that either side's worker finds the function under the name that the other's planner wrote.
 */
export interface FunctionEntry {
  /**
   * Trino's declared signature, read by `parseSignature`; its lower-case text is the function's id on the wire. Upper and lower
   * case of type variables are as FUNCTION_NOT_FOUND lists them.
   */
  readonly signature: string;
  readonly kind: 'SCALAR' | 'AGGREGATE' | 'WINDOW';
  /** One line for SHOW FUNCTIONS and the docs. */
  readonly description: string;
  /** Other names in SQL; the wire has the signature's. */
  readonly aliases?: readonly string[];
  /** The last argument may repeat, or be missing. */
  readonly variadic?: true;
  /** The result may be NULL though no argument is. */
  readonly returnNullable?: true;
  /** Arguments that the function wants to see when they are NULL: all, or by position. Elsewhere NULL in gives NULL out. */
  readonly argumentNullable?: true | readonly boolean[];
  readonly nondeterministic?: true;
  /** Types the implementation asks for at run time, over the signature's variables. */
  readonly typeDependencies?: readonly string[];
  /** Functions it calls, over the signature's variables. */
  readonly functionDependencies?: readonly FunctionDependency[];
  /** Types whose cast to varchar it calls, over the signature's variables. */
  readonly textDependencies?: readonly string[];
  /** Of an aggregate: type of the state that PARTIAL hands to FINAL, over the signature's variables. */
  readonly intermediate?: string;
  /** Known so that overloads are chosen and listed as in Trino, but this version can't execute it. */
  readonly unsupported?: true;
  /** Not callable from SQL: made by analysis or by rules of the planner. */
  readonly internal?: true;
  /** Callable, but not listed by SHOW FUNCTIONS. */
  readonly hidden?: true;
}

export interface FunctionDependency {
  readonly name: string;
  readonly arguments: readonly string[];
}
