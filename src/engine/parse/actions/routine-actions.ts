import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import { given } from './given.ts';

/** Functions written in SQL. */
export const routineActions = {
  FunctionSpecification: (c, at, declaration, returns, characteristics, statement) => ({
    kind: 'functionSpecification',
    name: declaration.name,
    parameters: declaration.parameters,
    returns,
    characteristics,
    statement,
    location: c.location(at),
  }),
  FunctionDeclaration: (_c, _at, name, parameters) => ({ name, parameters }),
  ParameterDeclaration_unnamed: (c, at, type) => ({
    kind: 'routineParameter',
    type,
    location: c.location(at),
  }),
  ParameterDeclaration_named: (c, at, name, type) => ({
    kind: 'routineParameter',
    name,
    type,
    location: c.location(at),
  }),
  RoutineCharacteristic_language: (c, at, language) => ({
    kind: 'language',
    language,
    location: c.location(at),
  }),
  RoutineCharacteristic_deterministic: (c, at, not) => ({
    kind: 'deterministic',
    deterministic: not === undefined,
    location: c.location(at),
  }),
  RoutineCharacteristic_returnsNull: (c, at) => ({
    kind: 'nullInput',
    calledOnNull: false,
    location: c.location(at),
  }),
  RoutineCharacteristic_calledOnNull: (c, at) => ({
    kind: 'nullInput',
    calledOnNull: true,
    location: c.location(at),
  }),
  RoutineCharacteristic_security: (c, at, mode) => ({
    kind: 'security',
    security: c.word(mode) === 'DEFINER' ? 'DEFINER' : 'INVOKER',
    location: c.location(at),
  }),
  RoutineCharacteristic_comment: (c, at, comment) => ({
    kind: 'routineComment',
    comment: comment.value,
    location: c.location(at),
  }),
  ControlStatement_return: (c, at, value) => ({ kind: 'return', value, location: c.location(at) }),
  ControlStatement_assignment: (c, at, target, value) => ({
    kind: 'assignment',
    target,
    value,
    location: c.location(at),
  }),
  ControlStatement_case: (c, at, operand, whens, otherwise) => ({
    kind: 'caseStatement',
    whens,
    ...given({ operand, otherwise }),
    location: c.location(at),
  }),
  ControlStatement_if: (c, at, condition, statements, elseIfs, otherwise) => ({
    kind: 'ifStatement',
    branches: [{ kind: 'conditionalBlock', condition, statements, location: c.location(at) }, ...elseIfs],
    ...given({ otherwise }),
    location: c.location(at),
  }),
  ControlStatement_iterate: (c, at, label) => ({ kind: 'iterate', label, location: c.location(at) }),
  ControlStatement_leave: (c, at, label) => ({ kind: 'leave', label, location: c.location(at) }),
  ControlStatement_compound: (c, at, variables, statements) => ({
    kind: 'compound',
    variables,
    statements: statements ?? [],
    location: c.location(at),
  }),
  ControlStatement_loop: (c, at, label, statements) => ({
    kind: 'loop',
    statements,
    ...given({ label }),
    location: c.location(at),
  }),
  ControlStatement_while: (c, at, label, condition, statements) => ({
    kind: 'while',
    condition,
    statements,
    ...given({ label }),
    location: c.location(at),
  }),
  ControlStatement_repeat: (c, at, label, statements, until) => ({
    kind: 'repeat',
    statements,
    until,
    ...given({ label }),
    location: c.location(at),
  }),
  CaseBlock: (c, at, condition, statements) => ({
    kind: 'conditionalBlock',
    condition,
    statements,
    location: c.location(at),
  }),
  ElseIfBlock: (c, at, condition, statements) => ({
    kind: 'conditionalBlock',
    condition,
    statements,
    location: c.location(at),
  }),
  VariableDeclaration: (c, at, names, type, defaultValue) => ({
    kind: 'variableDeclaration',
    names,
    type,
    ...given({ defaultValue }),
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;
