import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { isDeterministic, some, substitute } from '../../../expressions/expression-tree.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { variableSymbol } from '../../../routines/routine.ts';
import type { Routine, RoutineStatement } from '../../../routines/routine.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import { binary, integer, isNull, or, when, whole } from '../sql-shorthand.ts';
import type { SymbolNames } from '../symbol-names.ts';
import { guardRoutines } from './guard-routines.ts';
import { stepsOf } from './routine-steps.ts';
import type { RoutineStep } from './routine-steps.ts';

type Translate = (expression: Expression, names: SymbolNames) => SqlExpression;

/** Position of a state that has its result. */
const finished = whole(-1, integer);

/**
 * A call of a SQL function. One that only returns an expression is put in the call's place; statements become a query that takes all
 * rows through the body together, recursive where it loops: a turn for each time that the longest-running row goes round.
 * @param call may have one argument more than the function: whether its value is wanted (`guardRoutines`)
 * @throws TrinoError FUNCTION_IMPLEMENTATION_MISSING when the fragment came without the function
 */
export function translateRoutine(
  call: CallExpression,
  names: SymbolNames,
  translate: Translate,
): SqlExpression {
  const routine = names.routines.get(call.function.id);
  if (routine === undefined) {
    throw new TrinoError(
      'FUNCTION_IMPLEMENTATION_MISSING',
      `No implementation of function: ${call.function.id}`,
    );
  }
  const values = call.arguments.slice(0, routine.parameters.length);
  const wanted = call.arguments[routine.parameters.length];
  const { body } = routine;
  if (body.kind === 'return' && isCalledOnNull(routine) && canReplace(body.value, routine, values)) {
    const inner = new Map(
      routine.parameters.map(({ field }, i) => [variableSymbol(field), values[i] as Expression]),
    );
    const value = guardRoutines(substitute(body.value, inner));
    return translate(value, names);
  }
  return translateStatements(routine, values, wanted, names, translate);
}

function isCalledOnNull({ function: fn }: Routine): boolean {
  return fn.functionNullability.argumentNullable.every((isNullable) => isNullable);
}

/** Whether arguments may stand where the parameters do: each is computed once then, or costs nothing. */
function canReplace(body: Expression, { parameters }: Routine, values: readonly Expression[]): boolean {
  return parameters.every(({ field }, i) => {
    const value = values[i];
    if (value === undefined) return false;
    if (value.kind === 'symbol' || value.kind === 'constant') return true;
    let uses = 0;
    some(body, (part) => {
      if (part.kind === 'symbol' && part.name === variableSymbol(field)) uses++;
      return false;
    });
    return uses === 1 && !some(body, ({ kind }) => kind === 'lambda') && isDeterministic(value);
  });
}

function translateStatements(
  routine: Routine,
  values: readonly Expression[],
  wanted: Expression | undefined,
  names: SymbolNames,
  translate: Translate,
): SqlExpression {
  const steps = stepsOf(routine);
  const position = names.fresh();
  const result = names.fresh();
  const variables = variablesOf(routine);
  const columns = new Map([...variables.keys()].map((field) => [field, names.fresh()]));
  const columnOf = (field: number): string => columns.get(field) ?? names.fresh();
  const parameters = [...values, ...(wanted === undefined ? [] : [wanted])].map(() => names.fresh());

  // Symbols of the body get names of their own: two calls of a function may stand within each other.
  const symbols = new Map(
    [...variables].map(([field, type]): [string, Expression] => {
      const symbol = `${variableSymbol(field)} of ${position}`;
      names.rename(symbol, columnOf(field));
      return [variableSymbol(field), { kind: 'symbol', name: symbol, type }];
    }),
  );
  const sqlOf = (expression: Expression): SqlExpression =>
    translate(guardRoutines(substitute(expression, symbols)), names);

  const nulls = routine.function.functionNullability.argumentNullable.flatMap((isNullable, i) =>
    isNullable ? [] : [isNull(column(parameters[i] ?? ''))],
  );
  const skips: SqlExpression[] = [
    ...nulls,
    ...(wanted === undefined
      ? []
      : [binary(column(parameters.at(-1) ?? ''), 'IS DISTINCT FROM', { kind: 'boolean', value: true })]),
  ];
  const begin = whole(0, integer);
  const start: SqlColumn[] = [
    { name: position, value: skips.length === 0 ? begin : when([[or(...skips), finished]], begin) },
    { name: result, value: { kind: 'null', type: carrierOf(routine.returnType) } },
    ...[...variables].map(([field, type]): SqlColumn => {
      const at = routine.parameters.findIndex((parameter) => parameter.field === field);
      return {
        name: columnOf(field),
        value: at < 0 ? { kind: 'null', type: carrierOf(type) } : column(parameters[at] ?? ''),
      };
    }),
  ];
  const all = [position, result, ...columns.values()];
  /** A select that changes some columns of the rows that are at a step. */
  const change = (step: RoutineStep, changes: ReadonlyMap<string, SqlExpression>): SqlColumn[] => {
    const isHere = binary(column(position), '=', whole(step.position, integer));
    return all.map((name) => {
      const value = changes.get(name);
      return { name, value: value === undefined ? column(name) : when([[isHere, value]], column(name)) };
    });
  };
  return {
    kind: 'routine',
    arguments: [...values, ...(wanted === undefined ? [] : [wanted])].map((value) => translate(value, names)),
    routine: {
      name: names.fresh(),
      parameters,
      start,
      position,
      result,
      loops: steps.some(goesBack),
      steps: steps.flatMap((step) => [
        ...step.assignments.map(({ field, value }) =>
          change(step, new Map([[columnOf(field), sqlOf(value)]])),
        ),
        ...endOf(step).map((changes) => change(step, changes)),
      ]),
    },
  };

  function endOf({ end }: RoutineStep): ReadonlyMap<string, SqlExpression>[] {
    const go = (to: RoutineStep): SqlExpression => whole(to.position, integer);
    switch (end.kind) {
      case 'go':
        return [new Map([[position, go(end.to)]])];
      case 'branch':
        return [new Map([[position, when([[sqlOf(end.condition), go(end.ifTrue)]], go(end.ifFalse))]])];
      case 'return':
        return [
          new Map([
            [result, sqlOf(end.value)],
            [position, finished],
          ]),
        ];
      case 'open':
        return [];
      default:
        throw new Error(`Unknown end ${String(end satisfies never)}`);
    }
  }
}

function goesBack({ position, end }: RoutineStep): boolean {
  switch (end.kind) {
    case 'go':
      return end.to.position <= position;
    case 'branch':
      return end.ifTrue.position <= position || end.ifFalse.position <= position;
    default:
      return false;
  }
}

function variablesOf({ parameters, body }: Routine): ReadonlyMap<number, Type> {
  const found = new Map<number, Type>();
  const note = (node: RoutineStatement): void => {
    switch (node.kind) {
      case 'block':
        for (const { field, type } of node.variables) found.set(field, type);
        node.statements.forEach(note);
        return;
      case 'if':
        note(node.ifTrue);
        if (node.ifFalse !== undefined) note(node.ifFalse);
        return;
      case 'loop':
      case 'while':
      case 'repeat':
        note(node.block);
        return;
      default:
    }
  };
  for (const { field, type } of parameters) found.set(field, type);
  note(body);
  return found;
}

function column(name: string): SqlExpression {
  return { kind: 'column', name };
}
