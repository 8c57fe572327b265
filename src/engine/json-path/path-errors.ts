/** Where a path's text stops being one. @param offset of the token, in the path's text */
export class PathSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A number that has no type. Trino finds it at the text's beginning. */
export class PathNumberError extends Error {}

/** A path that can't be: its operands have wrong types, or a variable has no value. */
export class InvalidPathError extends Error {}

/** A part of the language that Trino itself doesn't have yet. */
export class UnsupportedPathError extends Error {}
