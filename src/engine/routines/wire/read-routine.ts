import type {
  IrStatement,
  IrVariable,
  LanguageScalarFunctionData,
} from '../../../../generated/worker/types.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Routine, RoutineBlock, RoutineStatement, RoutineVariable } from '../routine.ts';
import { readExpression } from './read-expression.ts';

/** Reads a routine of a fragment; `writeRoutine` is the reverse. @throws TrinoError GENERIC_INTERNAL_ERROR, CORRUPT_PAGE */
export function readRoutine({ resolvedFunction, routine }: LanguageScalarFunctionData): Routine {
  return {
    function: resolvedFunction,
    returnType: parseType(routine.returnType),
    parameters: routine.parameters.map(variable),
    body: statement(routine.body),
  };
}

function variable({ field, type, defaultValue }: IrVariable): RoutineVariable {
  return { field, type: parseType(type), initial: readExpression(defaultValue) };
}

function block(node: Extract<IrStatement, { '@type': 'block' }>): RoutineBlock {
  return {
    kind: 'block',
    ...labelled(node),
    variables: node.variables.map(variable),
    statements: node.statements.map(statement),
  };
}

function statement(node: IrStatement): RoutineStatement {
  switch (node['@type']) {
    case 'block':
      return block(node);
    case 'set':
      return { kind: 'set', target: variable(node.target), value: readExpression(node.value) };
    case 'if':
      return {
        kind: 'if',
        condition: readExpression(node.condition),
        ifTrue: statement(node.ifTrue),
        ...(node.ifFalse !== undefined && { ifFalse: statement(node.ifFalse) }),
      };
    case 'loop':
      return { kind: 'loop', ...labelled(node), block: block(node.block) };
    case 'while':
      return {
        kind: 'while',
        ...labelled(node),
        condition: readExpression(node.condition),
        block: block(node.body),
      };
    case 'repeat':
      return {
        kind: 'repeat',
        ...labelled(node),
        condition: readExpression(node.condition),
        block: block(node.block),
      };
    case 'break':
      return { kind: 'break', label: node.target.name };
    case 'continue':
      return { kind: 'continue', label: node.target.name };
    case 'return':
      return { kind: 'return', value: readExpression(node.value) };
    default:
      throw new Error(`Unknown statement ${(node satisfies never as IrStatement)['@type']}`);
  }
}

function labelled({ label }: { readonly label?: { readonly name: string } }): { readonly label?: string } {
  return label === undefined ? {} : { label: label.name };
}
