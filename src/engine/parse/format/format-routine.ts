import type {
  ConditionalBlock,
  ControlStatement,
  FunctionSpecification,
  RoutineCharacteristic,
} from '../tree/routine.ts';
import { formatDataType } from './format-data-type.ts';
import { formatExpression } from './format-expression.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatName, formatString } from './quoting.ts';

/** `FUNCTION name(parameters)`, its clauses and its body, a line each. */
export function formatFunctionSpecification(node: FunctionSpecification, indent: number): string {
  const pad = indentation(indent);
  const parameters = node.parameters.map((parameter) =>
    parameter.name === undefined
      ? formatDataType(parameter.type)
      : `${formatIdentifier(parameter.name)} ${formatDataType(parameter.type)}`,
  );
  const lines = [
    `${pad}FUNCTION ${formatName(node.name)}(${parameters.join(', ')})`,
    `${pad}RETURNS ${formatDataType(node.returns)}`,
    ...node.characteristics.map((each) => `${pad}${formatCharacteristic(each)}`),
    formatControl(node.statement, indent),
  ];
  return lines.join('\n');
}

function formatCharacteristic(node: RoutineCharacteristic): string {
  switch (node.kind) {
    case 'language':
      return `LANGUAGE ${formatIdentifier(node.language)}`;
    case 'deterministic':
      return node.deterministic ? 'DETERMINISTIC' : 'NOT DETERMINISTIC';
    case 'nullInput':
      return node.calledOnNull ? 'CALLED ON NULL INPUT' : 'RETURNS NULL ON NULL INPUT';
    case 'security':
      return `SECURITY ${node.security}`;
    case 'routineComment':
      return `COMMENT ${formatString(node.comment)}`;
    default:
      return node satisfies never;
  }
}

/** A control statement without the `;` after it. */
function formatControl(node: ControlStatement, indent: number): string {
  const pad = indentation(indent);
  switch (node.kind) {
    case 'return':
      return `${pad}RETURN ${formatExpression(node.value)}`;
    case 'assignment':
      return `${pad}SET ${formatIdentifier(node.target)} = ${formatExpression(node.value)}`;
    case 'iterate':
      return `${pad}ITERATE ${formatIdentifier(node.label)}`;
    case 'leave':
      return `${pad}LEAVE ${formatIdentifier(node.label)}`;
    case 'compound': {
      const variables = node.variables.map((variable) => {
        const initial =
          variable.defaultValue === undefined ? '' : ` DEFAULT ${formatExpression(variable.defaultValue)}`;
        const names = variable.names.map(formatIdentifier).join(', ');
        return `${indentation(indent + 1)}DECLARE ${names} ${formatDataType(variable.type)}${initial};\n`;
      });
      return `${pad}BEGIN\n${variables.join('')}${block(node.statements, indent)}${pad}END`;
    }
    case 'caseStatement': {
      const operand = node.operand === undefined ? '' : ` ${formatExpression(node.operand)}`;
      const whens = node.whens.map((when) => branch('WHEN', when, indent + 1)).join('');
      const otherwise =
        node.otherwise === undefined
          ? ''
          : `${indentation(indent + 1)}ELSE\n${block(node.otherwise, indent + 1)}`;
      return `${pad}CASE${operand}\n${whens}${otherwise}${pad}END CASE`;
    }
    case 'ifStatement': {
      const branches = node.branches
        .map((each, index) => branch(index === 0 ? 'IF' : 'ELSEIF', each, indent))
        .join('');
      const otherwise = node.otherwise === undefined ? '' : `${pad}ELSE\n${block(node.otherwise, indent)}`;
      return `${branches}${otherwise}${pad}END IF`;
    }
    case 'loop':
      return `${pad}${label(node.label)}LOOP\n${block(node.statements, indent)}${pad}END LOOP`;
    case 'while': {
      const body = block(node.statements, indent);
      return `${pad}${label(node.label)}WHILE ${formatExpression(node.condition)} DO\n${body}${pad}END WHILE`;
    }
    case 'repeat': {
      const body = block(node.statements, indent);
      return `${pad}${label(node.label)}REPEAT\n${body}${pad}UNTIL ${formatExpression(node.until)}\n${pad}END REPEAT`;
    }
    default:
      return node satisfies never;
  }
}

function label(name: Parameters<typeof formatIdentifier>[0] | undefined): string {
  return name === undefined ? '' : `${formatIdentifier(name)}: `;
}

function branch(word: string, node: ConditionalBlock, indent: number): string {
  return `${indentation(indent)}${word} ${formatExpression(node.condition)} THEN\n${block(node.statements, indent)}`;
}

function block(statements: readonly ControlStatement[], indent: number): string {
  return statements.map((statement) => `${formatControl(statement, indent + 1)};\n`).join('');
}
