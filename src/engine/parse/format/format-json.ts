import type {
  JsonArrayNode,
  JsonExistsNode,
  JsonFormat,
  JsonObjectNode,
  JsonPathInvocation,
  JsonQueryNode,
  JsonValueBehavior,
  JsonValueNode,
} from '../tree/json-function.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import { formatDataType } from './format-data-type.ts';
import { formatExpression } from './format-expression.ts';
import { formatIdentifier, formatString } from './quoting.ts';

type JsonFunction = JsonExistsNode | JsonValueNode | JsonQueryNode | JsonObjectNode | JsonArrayNode;

export function formatJsonFormat(format: JsonFormat): string {
  return format === 'JSON' ? 'FORMAT JSON' : `FORMAT JSON ENCODING ${format}`;
}

/** `input FORMAT …, 'path' AS name PASSING …`: the head of every path function. */
export function formatJsonPath(invocation: JsonPathInvocation): string {
  const name = invocation.pathName === undefined ? '' : ` AS ${formatIdentifier(invocation.pathName)}`;
  const passing = invocation.parameters.map((parameter) => {
    const format = parameter.format === undefined ? '' : ` ${formatJsonFormat(parameter.format)}`;
    return `${formatExpression(parameter.value)}${format} AS ${formatIdentifier(parameter.name)}`;
  });
  return [
    `${formatExpression(invocation.input)} ${formatJsonFormat(invocation.inputFormat)}`,
    `, ${formatString(invocation.path.value)}${name}`,
    passing.length === 0 ? '' : ` PASSING ${passing.join(', ')}`,
  ].join('');
}

export function formatValueBehavior(behavior: JsonValueBehavior, value: ExpressionNode | undefined): string {
  return value === undefined ? behavior : `DEFAULT ${formatExpression(value)}`;
}

export function formatJsonFunction(node: JsonFunction): string {
  switch (node.kind) {
    case 'jsonExists':
      return `JSON_EXISTS(${formatJsonPath(node.invocation)} ${node.errorBehavior} ON ERROR)`;
    case 'jsonValue': {
      const returning = node.returning === undefined ? '' : ` RETURNING ${formatDataType(node.returning)}`;
      const onError = ` ${formatValueBehavior(node.errorBehavior, node.errorDefault)} ON ERROR`;
      const onEmpty = ` ${formatValueBehavior(node.emptyBehavior, node.emptyDefault)} ON EMPTY`;
      return `JSON_VALUE(${formatJsonPath(node.invocation)}${returning}${onEmpty}${onError})`;
    }
    case 'jsonQuery': {
      const quotes = node.quotes === undefined ? '' : ` ${node.quotes} QUOTES ON SCALAR STRING`;
      const onError = ` ${node.errorBehavior} ON ERROR`;
      const head = `${formatJsonPath(node.invocation)}${returningClause(node)} ${formatWrapper(node.wrapper)}`;
      return `JSON_QUERY(${head}${quotes} ${node.emptyBehavior} ON EMPTY${onError})`;
    }
    case 'jsonObject': {
      const members = node.members.map((member) => {
        const format = member.format === undefined ? '' : ` ${formatJsonFormat(member.format)}`;
        return `KEY ${formatExpression(member.key)} VALUE ${formatExpression(member.value)}${format}`;
      });
      const clauses =
        members.length === 0
          ? ''
          : `${members.join(', ')}${node.nullOnNull ? ' NULL ON NULL' : ' ABSENT ON NULL'}${node.uniqueKeys ? ' WITH UNIQUE KEYS' : ' WITHOUT UNIQUE KEYS'}`;
      return `JSON_OBJECT(${clauses}${returningClause(node)})`;
    }
    case 'jsonArray': {
      const elements = node.elements.map((element) => {
        const format = element.format === undefined ? '' : ` ${formatJsonFormat(element.format)}`;
        return `${formatExpression(element.value)}${format}`;
      });
      const clauses =
        elements.length === 0
          ? ''
          : `${elements.join(', ')}${node.nullOnNull ? ' NULL ON NULL' : ' ABSENT ON NULL'}`;
      return `JSON_ARRAY(${clauses}${returningClause(node)})`;
    }
    default:
      return node satisfies never;
  }
}

export function formatWrapper(wrapper: JsonQueryNode['wrapper']): string {
  switch (wrapper) {
    case 'WITHOUT':
      return 'WITHOUT ARRAY WRAPPER';
    case 'CONDITIONAL':
      return 'WITH CONDITIONAL ARRAY WRAPPER';
    case 'UNCONDITIONAL':
      return 'WITH UNCONDITIONAL ARRAY WRAPPER';
    default:
      return wrapper satisfies never;
  }
}

function returningClause(node: JsonQueryNode | JsonObjectNode | JsonArrayNode): string {
  if (node.returning === undefined) return '';
  const format = node.outputFormat === undefined ? '' : ` ${formatJsonFormat(node.outputFormat)}`;
  return ` RETURNING ${formatDataType(node.returning)}${format}`;
}
