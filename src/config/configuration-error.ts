/** Where a property stands. */
export interface PropertySource {
  /** The path as it was given or found. */
  readonly file: string;
  /** From 1; absent when the whole file is meant. */
  readonly line?: number;
}

/** One thing that is wrong with a configuration, in a sentence that names the property. */
export interface ConfigurationProblem {
  readonly message: string;
  readonly source?: PropertySource | undefined;
}

/** ` [etc/config.properties:3]`, to be put behind a sentence; empty for what stands in no file. */
export function inFile(source: PropertySource | undefined): string {
  if (source === undefined) return '';
  return source.line === undefined ? ` [${source.file}]` : ` [${source.file}:${source.line}]`;
}

/** A configuration with which a node doesn't start: all that is wrong with it at once. The process ends with 100, as Trino does. */
export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      (problem, at) => `${at + 1}) Error: ${problem.message}${inFile(problem.source)}`,
    );
    super(`Configuration is invalid\n\n${lines.join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
