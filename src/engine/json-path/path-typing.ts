import { TrinoError } from '../errors/trino-error.ts';
import { resolveFunction, resolveInternal } from '../functions/resolve-function.ts';
import { displayName } from '../types/display-name.ts';
import { parseType } from '../types/parse-type.ts';
import type { Type } from '../types/type.ts';
import { InvalidPathError } from './path-errors.ts';
import type { PathMethodName, PathNode, PathOperator } from './path-node.ts';

/** What PASSING gives, in its order. */
export type PathParameters = readonly { readonly name: string; readonly isJson: boolean }[];

const functions: Readonly<Record<PathOperator, readonly [name: string, sign: string]>> = {
  ADD: ['$operator$add', '+'],
  SUBTRACT: ['$operator$subtract', '-'],
  MULTIPLY: ['$operator$multiply', '*'],
  DIVIDE: ['$operator$divide', '/'],
  MODULUS: ['$operator$modulus', '%'],
};

/** What can be said of types before there is JSON: of literals, and of what is made of them. */
export class PathTyping {
  readonly #parameters: PathParameters;

  constructor(parameters: PathParameters) {
    this.#parameters = parameters;
  }

  /** @throws InvalidPathError */
  variable(name: string): PathNode {
    const index = this.#parameters.findIndex((parameter) => parameter.name === name);
    const parameter = this.#parameters[index];
    if (parameter === undefined) {
      const upper = name.toUpperCase();
      const hint = this.#parameters.some((each) => each.name === upper)
        ? `. Try quoting "${name}" in the PASSING clause to match case`
        : '';
      throw new InvalidPathError(`no value passed for parameter ${name}${hint}`);
    }
    return { '@type': parameter.isJson ? 'namedjsonvariable' : 'namedvaluevariable', index };
  }

  /** @throws InvalidPathError */
  binary(operator: PathOperator, left: PathNode, right: PathNode): Type | undefined {
    const [one, other] = [typeOf(left), typeOf(right)];
    if (one === undefined || other === undefined) return undefined;
    const [name, sign] = functions[operator];
    const found = resolveInternal(name, [one, other]);
    if (found !== undefined) return found.returnType;
    const [first, second] = [displayName(one), displayName(other)];
    throw new InvalidPathError(
      `invalid operand types (${first} and ${second}) in JSON path arithmetic binary expression: Cannot apply operator: ${first} ${sign} ${second}`,
    );
  }

  /** @throws InvalidPathError */
  unary(sign: 'PLUS' | 'MINUS', base: PathNode): Type | undefined {
    const type = typeOf(base);
    if (type === undefined) return undefined;
    const name = displayName(type);
    const found = resolveInternal('$operator$negation', [type]);
    if (sign === 'PLUS') {
      if (found !== undefined) return type;
      throw new InvalidPathError(`Invalid operand type (${name}) in JSON path arithmetic unary expression`);
    }
    if (found !== undefined) return found.returnType;
    throw new InvalidPathError(
      `invalid operand type (${name}) in JSON path arithmetic unary expression: Cannot negate ${name}`,
    );
  }

  /** @throws InvalidPathError */
  method(method: PathMethodName, base: PathNode): Type | undefined {
    switch (method) {
      case 'keyvalue':
        return undefined;
      case 'size':
        return { kind: 'integer' };
      case 'type':
        return { kind: 'varchar', length: 27 };
      default:
    }
    const type = typeOf(base);
    if (method === 'double') {
      if (type?.kind !== 'boolean') return { kind: 'double' };
      throw new InvalidPathError(`cannot perform JSON path double() method with boolean argument`);
    }
    if (type === undefined) return undefined;
    try {
      return resolveFunction(method, [type]).returnType;
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      throw new InvalidPathError(
        `cannot perform JSON path ${method}() method with ${displayName(type)} argument: ${error.message}`,
      );
    }
  }
}

function typeOf(node: PathNode): Type | undefined {
  return 'type' in node ? parseType(node.type) : undefined;
}
