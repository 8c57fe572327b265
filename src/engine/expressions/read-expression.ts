import { TrinoError } from '../errors/trino-error.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { parseExpression } from '../parse/parse.ts';
import type { BindNode } from '../parse/tree/scalar.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import { parseType } from '../types/parse-type.ts';
import type { Type } from '../types/type.ts';
import { arithmeticOperators } from './arithmetic-operators.ts';
import type { ConstantExpression, Expression } from './expression.ts';
import { readDataType } from './read-data-type.ts';
import { readLiteral } from './read-literal.ts';
import { storedConstant } from './stored-constant.ts';
import { decodeFunctionName } from './resolved-function-name.ts';
import { codePoints } from './print-constant.ts';

const boolean: Type = { kind: 'boolean' };

/**
 * Reads an expression of a plan fragment (PROTOCOL 5.8): every name in it is a symbol, every function resolved, every cast
 * spelled out, so types follow from the leaves up.
 * @param symbols types of the symbols in scope: the fragment's `symbols`
 * @throws TrinoError SYNTAX_ERROR, or GENERIC_INTERNAL_ERROR when it isn't of the internal dialect
 */
export function readExpression(text: string, symbols: ReadonlyMap<string, Type>): Expression {
  // Most expressions of a plan are symbols alone: they need no parser.
  if (/^"[^"]+"$/.test(text)) {
    return symbol(text.slice(1, -1), symbols);
  }
  return read(parseExpression(text), symbols);
}

/**
 * Reads an argument of an aggregate: a symbol, or a lambda, whose types the function declares.
 * @param declared type of the next argument that is a function
 * @throws TrinoError as `readExpression` does
 */
export function readAggregateArgument(
  text: string,
  declared: Type | undefined,
  symbols: ReadonlyMap<string, Type>,
): Expression {
  if (declared === undefined || (text.startsWith('"') && !text.includes('(')))
    return readExpression(text, symbols);
  const node = parseExpression(text);
  return node.kind === 'lambda' || node.kind === 'bind'
    ? readLambda(node, declared, symbols)
    : read(node, symbols);
}

function symbol(name: string, symbols: ReadonlyMap<string, Type>): Expression {
  const type = symbols.get(name);
  if (type === undefined) {
    throw malformed(`unknown symbol ${name}`);
  }
  return { kind: 'symbol', name, type };
}

function read(node: ExpressionNode, symbols: ReadonlyMap<string, Type>): Expression {
  const one = (child: ExpressionNode): Expression => read(child, symbols);
  const literal = readLiteral(node);
  if (literal !== undefined) {
    return literal;
  }
  switch (node.kind) {
    case 'identifier':
      return symbol(node.value, symbols);
    case 'functionCall':
      return readCall(node, symbols);
    case 'arithmeticBinary': {
      const left = one(node.left);
      const right = one(node.right);
      return {
        kind: 'arithmetic',
        operator: node.operator,
        left,
        right,
        type: operatorType(node.operator, [left, right]),
      };
    }
    case 'arithmeticUnary': {
      const value = one(node.value);
      return node.sign === '+' ? value : { kind: 'negation', value, type: operatorType('negation', [value]) };
    }
    case 'comparison':
      return {
        kind: 'comparison',
        type: boolean,
        operator: node.operator,
        left: one(node.left),
        right: one(node.right),
      };
    case 'logical':
      return { kind: 'logical', type: boolean, operator: node.operator, terms: node.terms.map(one) };
    case 'not':
      return { kind: 'not', type: boolean, value: one(node.value) };
    case 'isNull':
      return { kind: 'isNull', type: boolean, value: one(node.value) };
    case 'isNotNull':
      return { kind: 'not', type: boolean, value: { kind: 'isNull', type: boolean, value: one(node.value) } };
    case 'between':
      return {
        kind: 'between',
        type: boolean,
        value: one(node.value),
        min: one(node.min),
        max: one(node.max),
      };
    case 'in':
      if (node.list.kind !== 'inList') {
        throw malformed('IN without a list');
      }
      return { kind: 'in', type: boolean, value: one(node.value), list: node.list.values.map(one) };
    case 'case': {
      const whens = node.whens.map(({ condition, result }) => ({
        condition: one(condition),
        result: one(result),
      }));
      const defaultValue = node.defaultValue === undefined ? null : one(node.defaultValue);
      return {
        kind: 'case',
        ...(node.operand !== undefined && { operand: one(node.operand) }),
        whens,
        defaultValue,
        type: resultType([
          ...whens.map(({ result }) => result),
          ...(defaultValue === null ? [] : [defaultValue]),
        ]),
      };
    }
    case 'if': {
      const result = one(node.trueValue);
      const defaultValue = node.falseValue === undefined ? null : one(node.falseValue);
      return {
        kind: 'case',
        whens: [{ condition: one(node.condition), result }],
        defaultValue,
        type: resultType([result, ...(defaultValue === null ? [] : [defaultValue])]),
      };
    }
    case 'coalesce': {
      const operands = node.operands.map(one);
      return { kind: 'coalesce', operands, type: resultType(operands) };
    }
    case 'nullIf': {
      const first = one(node.first);
      return { kind: 'nullIf', first, second: one(node.second), type: first.type };
    }
    case 'cast':
      return readCast(one(node.value), readDataType(node.type), node.safe);
    case 'row': {
      const fields = node.items.map(one);
      return { kind: 'row', fields, type: { kind: 'row', fields: fields.map(({ type }) => ({ type })) } };
    }
    case 'subscript': {
      const base = one(node.base);
      const index = one(node.index);
      return { kind: 'subscript', base, index, type: elementType(base.type, index) };
    }
    default:
      throw malformed(`${node.kind} can't stand in a plan`);
  }
}

/** A cast of a literal to a type that has no literal of its own is that type's constant. */
function readCast(value: Expression, type: Type, safe: boolean): Expression {
  return !safe && value.kind === 'constant' && isConstantOf(value, type)
    ? { kind: 'constant', type, value: value.value }
    : { kind: 'cast', value, type, safe };
}

function isConstantOf({ type: literal, value }: ConstantExpression, type: Type): boolean {
  switch (literal.kind) {
    case 'unknown':
      return true;
    case 'decimal':
      return type.kind === 'decimal' && literal.scale === type.scale && literal.precision <= type.precision;
    case 'varchar':
      return (
        literal.length !== undefined &&
        (type.kind === 'char' || type.kind === 'varchar') &&
        type.length !== undefined &&
        codePoints(value as string) <= type.length
      );
    default:
      return false;
  }
}

function readCall(node: FunctionCallNode, symbols: ReadonlyMap<string, Type>): Expression {
  const [system, resolved, name] = node.name.parts.map((part) => part.value);
  if (system !== 'system' || resolved !== '$resolved' || name === undefined) {
    throw malformed(`function ${node.name.parts.map((part) => part.value).join('.')} isn't resolved`);
  }
  const fn = decodeFunctionName(name);
  const type = parseType(fn.signature.returnType);
  if (fn.signature.name.functionName === '$literal$') {
    const argument = node.arguments[0];
    const constant = argument && storedConstant(unwrapBase64(argument) ?? read(argument, symbols), type);
    if (constant !== undefined) {
      return constant;
    }
  }
  const args = node.arguments.map((argument, i) => {
    const declared = fn.signature.argumentTypes[i];
    return argument.kind === 'lambda' || argument.kind === 'bind'
      ? readLambda(argument, parseType(declared ?? 'unknown'), symbols)
      : read(argument, symbols);
  });
  return { kind: 'call', function: fn, arguments: args, type };
}

/** The bytes of `from_base64('…')`: how constants carry theirs. */
function unwrapBase64(node: ExpressionNode): Uint8Array | undefined {
  if (node.kind !== 'functionCall' || node.arguments.length !== 1) {
    return undefined;
  }
  const [argument] = node.arguments;
  const name = node.name.parts.at(-1)?.value ?? '';
  return argument?.kind === 'stringLiteral' &&
    decodeFunctionName(name).signature.name.functionName === 'from_base64'
    ? Buffer.from(argument.value, 'base64')
    : undefined;
}

function readLambda(
  node: (ExpressionNode & { readonly kind: 'lambda' }) | BindNode,
  declared: Type,
  symbols: ReadonlyMap<string, Type>,
): Expression {
  if (declared.kind !== 'function') {
    throw malformed('a lambda where no function is expected');
  }
  if (node.kind === 'bind') {
    const values = node.values.map((value) => read(value, symbols));
    const inner: Type = {
      kind: 'function',
      arguments: [...values.map(({ type }) => type), ...declared.arguments],
      result: declared.result,
    };
    const { function: lambda } = node;
    if (lambda.kind !== 'lambda' && lambda.kind !== 'bind') {
      throw malformed('a bind without lambda');
    }
    return { kind: 'bind', values, lambda: readLambda(lambda, inner, symbols), type: declared };
  }
  const parameters = node.parameters.map(({ value: name }, i) => {
    const type = declared.arguments[i];
    if (type === undefined) {
      throw malformed(`a lambda with ${node.parameters.length} parameters`);
    }
    return { name, type };
  });
  const scope = new Map([...symbols, ...parameters.map(({ name, type }) => [name, type] as const)]);
  return { kind: 'lambda', parameters, body: read(node.body, scope), type: declared };
}

function operatorType(operator: keyof typeof arithmeticOperators, operands: readonly Expression[]): Type {
  const types = operands.map(({ type }) => type);
  const binding = resolveInternal(arithmeticOperators[operator], types);
  if (binding === undefined) {
    throw malformed(`no operator ${operator} for ${types.map(({ kind }) => kind).join(', ')}`);
  }
  return binding.returnType;
}

/** All results of a conditional have one type; a NULL may stand untyped. */
function resultType(results: readonly Expression[]): Type {
  return (results.find(({ type }) => type.kind !== 'unknown') ?? results[0])?.type ?? { kind: 'unknown' };
}

function elementType(base: Type, index: Expression): Type {
  switch (base.kind) {
    case 'array':
      return base.element;
    case 'map':
      return base.value;
    case 'row': {
      const field = index.kind === 'constant' ? base.fields[Number(index.value) - 1] : undefined;
      if (field !== undefined) {
        return field.type;
      }
    }
  }
  throw malformed(`a subscript of ${base.kind}`);
}

function malformed(what: string): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', `Malformed expression in a plan fragment: ${what}`);
}
