import { typeItem, doubleItem, requireNumber, roundItem } from './item-methods.ts';
import { computeItems, negateItem } from './item-arithmetic.ts';
import { unwrapped } from './path-step.ts';
import type { PathContext, PathStep } from './path-step.ts';
import { compilePredicate } from './evaluate-predicate.ts';
import type {
  ArrayAccessor,
  JsonPath,
  PathMethod,
  PathNode,
  PathSubscript,
} from '../../../json-path/path-node.ts';
import { readConstant } from '../../../routines/wire/constant-block.ts';
import { parseType } from '../../../types/parse-type.ts';
import { JsonNumber } from '../../../values/json-node.ts';
import type { JsonNode } from '../../../values/json-node.ts';
import type { Value } from '../value.ts';
import {
  SqlItem,
  isArrayNode,
  isObjectNode,
  itemTypeError,
  pathEvaluationError,
  structuralError,
} from './json-item.ts';
import type { JsonItem } from './json-item.ts';

/**
 * Makes a function of a path, once a query.
 * @returns what it leads to from a root, with the values of PASSING. @throws TrinoError PATH_EVALUATION_ERROR
 */
export function compilePath(
  path: JsonPath,
): (root: JsonNode, parameters: PathContext['parameters']) => readonly JsonItem[] {
  const step = compileStep(path.root, path.lax);
  return (root, parameters) => step({ root, parameters, ids: { next: 0 } });
}

function compileStep(node: PathNode, lax: boolean): PathStep {
  switch (node['@type']) {
    case 'contextvariable':
      return ({ root }) => [root];
    case 'currentitem':
      return ({ item }) => {
        if (item === undefined) throw new Error('@ outside of a filter');
        return [item];
      };
    case 'last':
      return ({ last }) => {
        if (last === undefined)
          throw pathEvaluationError('accessing the last array index with no enclosing array');
        return [new SqlItem({ kind: 'integer' }, last)];
      };
    case 'literal': {
      const type = parseType(node.type);
      const items = [new SqlItem(type, readConstant(node.valueAsBlock, type).value as Value)];
      return () => items;
    }
    case 'jsonnull':
      return () => [null];
    case 'namedvaluevariable':
    case 'namedjsonvariable':
      return ({ parameters }) => {
        const item = parameters[node.index];
        return item === undefined ? [] : [item];
      };
    case 'memberaccessor':
      return compileMember(compileStep(node.base, lax), node.key, lax);
    case 'descendantmemberaccessor': {
      const base = compileStep(node.base, lax);
      const { key } = node;
      return (context) => {
        const found: JsonItem[] = [];
        for (const item of base(context)) if (!(item instanceof SqlItem)) addDescendants(item, key, found);
        return found;
      };
    }
    case 'arrayaccessor':
      return compileArray(node, lax);
    case 'filter': {
      const base = compileStep(node.base, lax);
      const test = compilePredicate(node.predicate, lax, compileStep);
      return (context) => unwrapped(base(context), lax).filter((item) => test({ ...context, item }) === true);
    }
    case 'unary': {
      const base = compileStep(node.base, lax);
      return (context) =>
        unwrapped(base(context), lax).map((item) => {
          const number = requireNumber(item);
          if (!isNumeric(number)) throw itemTypeError('NUMBER', item);
          return node.sign === 'MINUS' ? negateItem(number) : number;
        });
    }
    case 'binary': {
      const [left, right] = [compileStep(node.left, lax), compileStep(node.right, lax)];
      return (context) => {
        const [a, b] = [unwrapped(left(context), lax), unwrapped(right(context), lax)];
        if (a.length !== 1 || b.length !== 1) {
          throw pathEvaluationError('arithmetic binary expression requires singleton operands');
        }
        return [
          computeItems(node.operator, requireNumber(a[0] as JsonItem), requireNumber(b[0] as JsonItem)),
        ];
      };
    }
    default:
      return compileMethod(node, lax);
  }
}

function isNumeric({ type }: SqlItem): boolean {
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
      return true;
    default:
      return false;
  }
}

function compileMember(base: PathStep, key: string | undefined, lax: boolean): PathStep {
  return (context) => {
    const found: JsonItem[] = [];
    for (const item of unwrapped(base(context), lax)) {
      if (!isObjectNode(item)) {
        if (!lax) throw itemTypeError('OBJECT', item);
      } else if (key === undefined) {
        found.push(...item.values());
      } else {
        const member = item.get(key);
        if (member !== undefined) found.push(member);
        else if (!lax) throw structuralError(`missing member '${key}' in JSON object`);
      }
    }
    return found;
  };
}

/** An object's own member first, then what is in its members. */
function addDescendants(node: JsonNode, key: string, found: JsonItem[]): void {
  if (isObjectNode(node)) {
    const own = node.get(key);
    if (own !== undefined) found.push(own);
    for (const member of node.values()) addDescendants(member, key, found);
  } else if (isArrayNode(node)) {
    for (const element of node) addDescendants(element, key, found);
  }
}

function compileArray(node: ArrayAccessor, lax: boolean): PathStep {
  const base = compileStep(node.base, lax);
  const ranges = node.subscripts.map((subscript) => compileRange(subscript, lax));
  return (context) => {
    const found: JsonItem[] = [];
    for (const item of base(context)) {
      if (!isArrayNode(item) && !lax) throw itemTypeError('ARRAY', item);
      const elements: readonly JsonItem[] = isArrayNode(item) ? item : [item];
      if (ranges.length === 0) {
        for (const element of elements) found.push(element);
        continue;
      }
      // An empty array has no last element to count from.
      if (elements.length === 0) {
        if (!lax) throw structuralError('invalid array subscript for empty array');
        continue;
      }
      const inside = { ...context, last: elements.length - 1 };
      for (const range of ranges) {
        const [from, to] = range(inside);
        const size = elements.length;
        if (!lax && (from < 0 || from >= size || to < 0 || to >= size || from > to)) {
          throw structuralError(`invalid array subscript: [${from}, ${to}] for array of size ${size}`);
        }
        for (let index = Math.max(from, 0); index <= Math.min(to, size - 1); index++) {
          found.push(elements[index] as JsonItem);
        }
      }
    }
    return found;
  };
}

function compileRange(
  subscript: PathSubscript,
  lax: boolean,
): (context: PathContext) => readonly [number, number] {
  const from = compileStep(subscript.from, lax);
  const to = subscript.to && compileStep(subscript.to, lax);
  return (context) => {
    const first = from(context);
    const last = to?.(context);
    if (first.length !== 1)
      throw pathEvaluationError("array subscript 'from' value must be singleton numeric");
    if (last !== undefined && last.length !== 1) {
      throw pathEvaluationError("array subscript 'to' value must be singleton numeric");
    }
    const start = indexOf(first[0] as JsonItem);
    return [start, last === undefined ? start : indexOf(last[0] as JsonItem)];
  };
}

/** A number as an index of an array. @throws TrinoError PATH_EVALUATION_ERROR */
function indexOf(item: JsonItem): number {
  if (!(item instanceof SqlItem) && !(item instanceof JsonNumber)) throw itemTypeError('NUMBER', item);
  const { type, value } = requireNumber(item);
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return Number(value);
    case 'real':
    case 'double': {
      const float = value as number;
      if (!Number.isFinite(float)) throw pathEvaluationError('');
      return Math.trunc(float);
    }
    case 'decimal':
      return Number((value as bigint) / 10n ** BigInt(type.scale));
    default:
      throw itemTypeError('NUMBER', item);
  }
}

function compileMethod(node: PathMethod, lax: boolean): PathStep {
  const base = compileStep(node.base, lax);
  const method = node['@type'];
  switch (method) {
    case 'abs':
    case 'ceiling':
    case 'floor':
      return (context) => unwrapped(base(context), lax).map((item) => roundItem(method, item));
    case 'double':
      return (context) => unwrapped(base(context), lax).map(doubleItem);
    case 'type':
      return (context) => {
        const type = { kind: 'varchar', length: 27 } as const;
        return base(context).map((item) => new SqlItem(type, typeItem(item)));
      };
    case 'size':
      return (context) =>
        base(context).map((item) => {
          if (!isArrayNode(item) && !lax) throw itemTypeError('ARRAY', item);
          return new SqlItem({ kind: 'integer' }, isArrayNode(item) ? item.length : 1);
        });
    case 'keyvalue':
      return (context) =>
        unwrapped(base(context), lax).flatMap((item) => {
          if (!isObjectNode(item)) throw itemTypeError('OBJECT', item);
          const id = new JsonNumber(String(context.ids.next++), true);
          return [...item].map(
            ([name, value]): JsonNode =>
              new Map<string, JsonNode>([
                ['name', name],
                ['value', value],
                ['id', id],
              ]),
          );
        });
    default:
      throw new Error(`Unknown part of a path: ${String(method satisfies never)}`);
  }
}
