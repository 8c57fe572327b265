import type { AnswerDescriptor, ContentDescriptor, ParameterDescriptor } from './descriptors.ts';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** Who gets in: `x-trino-access` of the operation. */
export type Access =
  | 'PUBLIC'
  | 'AUTHENTICATED_USER'
  | 'MANAGEMENT_READ'
  | 'MANAGEMENT_WRITE'
  | 'INTERNAL_ONLY'
  | 'WEB_UI';

/** An operation of a spec, as far as routing and access are concerned. */
export interface OperationInfo {
  readonly operationId: string;
  readonly method: HttpMethod;
  /** The path as in the spec, with braces: `/v1/task/{taskId}`. */
  readonly path: string;
  readonly tag: string;
  readonly access: Access;
}

/** An operation with all that is needed to read its requests and write its answers, and the other way round. */
export interface OperationDescriptor extends OperationInfo {
  readonly parameters: readonly ParameterDescriptor[];
  readonly body?: BodyDescriptor;
  /** The documented answers by status. */
  readonly answers: { readonly [status: number]: AnswerDescriptor };
}

/** What an operation takes as its body. */
export interface BodyDescriptor {
  readonly required: boolean;
  readonly contents: readonly ContentDescriptor[];
}

const matchers = new WeakMap<OperationInfo, RegExp>();

/**
 * The methods that a path knows, in alphabetical order; empty if no operation has the path.
 * For the `Allow` header of a 405: the spec's methods, without the ones that a web server adds (`OPTIONS`).
 */
export function allowedMethods(operations: readonly OperationInfo[], path: string): readonly HttpMethod[] {
  const methods = new Set<HttpMethod>();
  for (const operation of operations) if (matcher(operation).test(path)) methods.add(operation.method);
  return [...methods].sort();
}

function matcher(operation: OperationInfo): RegExp {
  let found = matchers.get(operation);
  if (found === undefined) {
    const several = new Set(
      'parameters' in operation
        ? (operation as OperationDescriptor).parameters
            .filter((p) => p.severalSegments === true)
            .map((p) => p.name)
        : [],
    );
    const pattern = pathPieces(operation.path)
      .map((piece) => {
        if (piece.parameter === undefined) return piece.text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
        return several.has(piece.parameter) ? '.+' : '[^/]+';
      })
      .join('');
    found = new RegExp(`^${pattern}$`);
    matchers.set(operation, found);
  }
  return found;
}

/** A literal piece of a path (`text`), or a parameter in it. */
export type PathPiece =
  | { readonly text: string; readonly parameter?: never }
  | { readonly parameter: string; readonly text?: never };

/** Takes a path with braces apart. */
export function pathPieces(path: string): readonly PathPiece[] {
  return path
    .split(/(\{[^{}]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { parameter: piece.slice(1, -1) } : { text: piece }));
}
