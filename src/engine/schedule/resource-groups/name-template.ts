const variablePattern = /\$\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** A group's name with variables: `etl-${SOURCE}`. */
export class NameTemplate {
  readonly text: string;
  /** Names of its variables. */
  readonly variables: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.variables = [...text.matchAll(variablePattern)].map((match) => match[1] as string);
  }

  /** @param values of all variables by name */
  expand(values: ReadonlyMap<string, string>): string {
    return this.text.replace(variablePattern, (_, name: string) => values.get(name) ?? '');
  }
}
