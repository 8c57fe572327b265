import { signToken } from '../../../generated/sql/token-types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { ErrorLocation } from '../errors/trino-error.ts';
import type { Tokens } from './tokens.ts';

/**
 * What the actions need of one parse: the tokens, and a place for the errors they find. An action may run for a reading that is
 * given up later, so errors wait until the whole text is parsed; then the one that stands first in the text is thrown.
 */
export class ParseContext {
  readonly tokens: Tokens;
  /** By token, how many parameters come before it; made at the first parameter. */
  #parameters: Int32Array | undefined;
  #rejected: { readonly token: number; readonly name: boolean; readonly error: TrinoError } | undefined;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  location(token: number): ErrorLocation {
    return { lineNumber: this.tokens.lines[token] ?? 1, columnNumber: this.tokens.columns[token] ?? 1 };
  }

  /** The token as written. */
  text(token: number): string {
    return this.tokens.text.slice(this.tokens.starts[token], this.tokens.ends[token]);
  }

  /** The token as written, in capitals: for words. */
  word(token: number): string {
    return this.text(token).toUpperCase();
  }

  /** How many `?` stand before the token. */
  parameterPosition(token: number): number {
    if (this.#parameters === undefined) {
      this.#parameters = new Int32Array(this.tokens.count);
      let count = 0;
      for (let i = 0; i < this.tokens.count; i++) {
        this.#parameters[i] = count;
        if (this.tokens.types[i] === signToken['?']) count++;
      }
    }
    return this.#parameters[token] ?? 0;
  }

  /** Notes an error at a token; parsing goes on. `unlocated` ones are reported at line 1, column 1, as in Trino. */
  reject(
    token: number,
    message: string,
    options: { readonly name?: boolean; readonly unlocated?: boolean } = {},
  ): void {
    const location = options.unlocated === true ? { lineNumber: 1, columnNumber: 1 } : this.location(token);
    this.#note(token, options.name === true, syntaxError(location, message));
  }

  /** The same for what Trino parses and refuses before anything else of the statement. */
  rejectUnsupported(token: number, message: string): void {
    const location = this.location(token);
    const place = `line ${location.lineNumber}:${location.columnNumber}`;
    this.#note(token, false, new TrinoError('NOT_SUPPORTED', `${place}: ${message}`, { location }));
  }

  /** The same for what Trino's grammar has and its parser has no way to build: it answers with an internal error. */
  rejectInternally(token: number, message: string): void {
    const failureType = 'java.lang.UnsupportedOperationException';
    this.#note(token, false, new TrinoError('GENERIC_INTERNAL_ERROR', message, { failureType }));
  }

  #note(token: number, name: boolean, error: TrinoError): void {
    if (this.#rejected === undefined || token < this.#rejected.token) {
      this.#rejected = { token, name, error };
    }
  }

  /** The first error noted in a text that parsed. */
  get rejected(): TrinoError | undefined {
    return this.#rejected?.error;
  }

  /** The first badly written name before `token`: it goes before a syntax error there. */
  rejectedNameBefore(token: number): TrinoError | undefined {
    const known = this.#rejected;
    return known !== undefined && known.name && known.token < token ? known.error : undefined;
  }
}

/** SYNTAX_ERROR as Trino's parser reports it: the position is also the beginning of the message. */
export function syntaxError(location: ErrorLocation, message: string): TrinoError {
  return new TrinoError('SYNTAX_ERROR', `line ${location.lineNumber}:${location.columnNumber}: ${message}`, {
    location,
    failureType: 'io.trino.sql.parser.ParsingException',
  });
}
