import type {
  IrStatement,
  IrVariable,
  LanguageScalarFunctionData,
} from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { encodeFunctionName } from '../../expressions/resolved-function-name.ts';
import { formatType } from '../../types/format-type.ts';
import type { Routine, RoutineBlock, RoutineStatement, RoutineVariable } from '../routine.ts';
import { writeExpression } from './write-expression.ts';

/** A routine as `PlanFragment.languageFunctions` has it (as a stock coordinator sends it). @throws TrinoError NOT_SUPPORTED */
export function writeRoutine({
  function: fn,
  returnType,
  parameters,
  body,
}: Routine): LanguageScalarFunctionData {
  return {
    resolvedFunction: fn,
    functionDependencies: {
      typeDependencies: [],
      functionDependencies: fn.functionDependencies.map((called) => ({
        name: { catalogName: 'system', schemaName: '$resolved', functionName: encodeFunctionName(called) },
        argumentTypes: [...called.signature.argumentTypes],
        optional: false,
      })),
      operatorDependencies: [],
      castDependencies: [],
    },
    routine: {
      returnType: formatType(returnType),
      parameters: parameters.map(variable),
      body: statement(body),
    },
  };
}

function expression(value: Expression): ReturnType<typeof writeExpression> {
  return writeExpression(value, fieldOf);
}

/** Variables are symbols of a number behind `#`; parameters of lambdas aren't. */
function fieldOf(symbol: string): number | undefined {
  return /^#\d+$/.test(symbol) ? Number(symbol.slice(1)) : undefined;
}

function variable({ field, type, initial }: RoutineVariable): IrVariable {
  return { field, type: formatType(type), defaultValue: expression(initial) };
}

function block({ label, variables, statements }: RoutineBlock): Extract<IrStatement, { '@type': 'block' }> {
  return {
    '@type': 'block',
    ...labelled(label),
    variables: variables.map(variable),
    statements: statements.map(statement),
  };
}

function statement(node: RoutineStatement): IrStatement {
  switch (node.kind) {
    case 'block':
      return block(node);
    case 'set':
      return { '@type': 'set', target: variable(node.target), value: expression(node.value) };
    case 'if':
      return {
        '@type': 'if',
        condition: expression(node.condition),
        ifTrue: statement(node.ifTrue),
        ...(node.ifFalse !== undefined && { ifFalse: statement(node.ifFalse) }),
      };
    case 'loop':
      return { '@type': 'loop', ...labelled(node.label), block: block(node.block) };
    case 'while':
      return {
        '@type': 'while',
        ...labelled(node.label),
        condition: expression(node.condition),
        body: block(node.block),
      };
    case 'repeat':
      return {
        '@type': 'repeat',
        ...labelled(node.label),
        condition: expression(node.condition),
        block: block(node.block),
      };
    case 'break':
      return { '@type': 'break', target: { name: node.label } };
    case 'continue':
      return { '@type': 'continue', target: { name: node.label } };
    case 'return':
      return { '@type': 'return', value: expression(node.value) };
    default:
      throw new Error(`Unknown statement ${(node satisfies never as RoutineStatement).kind}`);
  }
}

function labelled(label: string | undefined): { readonly label?: { readonly name: string } } {
  return label === undefined ? {} : { label: { name: label } };
}
