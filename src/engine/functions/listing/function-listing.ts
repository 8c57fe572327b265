import { aggregateListing } from './aggregate-listing.ts';
import type { ListedFunction } from './listed-function.ts';
import { scalarListing } from './scalar-listing.ts';
import { windowListing } from './window-listing.ts';

/** A row of SHOW FUNCTIONS. */
export interface FunctionListing {
  readonly name: string;
  readonly returnType: string;
  /** Separated by `, `. */
  readonly argumentTypes: string;
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly deterministic: boolean;
  readonly description: string;
}

/**
 * The functions of Trino's `system.builtin`, a row an overload, as SHOW FUNCTIONS has them. The list is complete whatever this version
 * computes: which of them can be called is what the registry (`function-registry.ts`) says.
 */
export function functionListing(): readonly FunctionListing[] {
  return [
    ...scalarListing.flatMap((listed) => rowsOf(listed, 'scalar')),
    ...aggregateListing.flatMap((listed) => rowsOf(listed, 'aggregate')),
    ...windowListing.flatMap((listed) => rowsOf(listed, 'window')),
  ];
}

function rowsOf(
  { name, signatures, description, nondeterministic }: ListedFunction,
  kind: FunctionListing['kind'],
): FunctionListing[] {
  return signatures.map((signature) => {
    const end = argumentsEnd(signature);
    return {
      name,
      returnType: signature.slice(end + 2),
      argumentTypes: splitArguments(signature.slice(1, end)).join(', '),
      kind,
      deterministic: nondeterministic === undefined,
      description,
    };
  });
}

/** Where the arguments' closing parenthesis is: before the colon outside of all parentheses. */
function argumentsEnd(signature: string): number {
  let depth = 0;
  for (let i = 0; i < signature.length; i++) {
    if (signature[i] === '(') depth++;
    else if (signature[i] === ')' && --depth === 0) return i;
  }
  throw new SyntaxError(`Signature without end of arguments: ${signature}`);
}

/** Splits at commas outside of parentheses. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  return part === '' ? parts : [...parts, part];
}
