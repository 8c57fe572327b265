/** What SHOW FUNCTIONS tells of overloads of a function that have a description in common. */
export interface ListedFunction {
  readonly name: string;
  /**
   * Arguments and result of each overload as stock prints them: type variables in lower case, without their constraints. One that
   * stock lists twice (aggregates with more than one kind of state) is here twice.
   */
  readonly signatures: readonly string[];
  /** Empty where stock has none. */
  readonly description: string;
  /** Equal arguments may give different results. */
  readonly nondeterministic?: true;
}
