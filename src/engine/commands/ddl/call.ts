import { qualifyTable } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { Procedure, ProcedureArgument } from '../../catalog/procedure.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { ConstantValue } from '../../expressions/expression.ts';
import type { Call, CallArgument } from '../../parse/tree/data-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { constantValue } from '../constant-value.ts';
import { checkCatalog } from './changes.ts';

/**
 * CALL of a connector's procedure.
 * @throws TrinoError CATALOG_NOT_FOUND, PROCEDURE_NOT_FOUND, INVALID_ARGUMENTS, TYPE_MISMATCH, EXPRESSION_NOT_CONSTANT; what the
 *   procedure throws
 */
export function call(statement: Call, context: CommandContext): Command {
  return {
    updateType: 'CALL',
    async execute({ signal }) {
      const procedure = procedureNamed(statement, context);
      const given = givenArguments(statement, procedure.arguments);
      const values = new Map<string, ConstantValue>();
      for (const { name, type, default: value } of procedure.arguments) {
        const argument = given.get(name);
        values.set(
          name,
          argument === undefined ? (value ?? null) : constantValue(argument.value, type, context),
        );
      }
      await procedure.call(values, { session: context.session, signal });
    },
  };
}

/** @throws TrinoError CATALOG_NOT_FOUND, PROCEDURE_NOT_FOUND */
function procedureNamed(statement: Call, context: CommandContext): Procedure {
  const { session, metadata } = context;
  const name = qualifyTable(statement, statement.name, session);
  checkCatalog(statement, name.catalog, context);
  const procedure = metadata
    .catalog(name.catalog)
    ?.connector.procedures?.find(
      (candidate) => candidate.schema === name.schema && candidate.name === name.table,
    );
  if (procedure === undefined) {
    throw new TrinoError('PROCEDURE_NOT_FOUND', `Procedure not registered: ${name.schema}.${name.table}`);
  }
  return procedure;
}

/** @returns what stands for each argument that is given, by its name */
function givenArguments(
  statement: Call,
  expected: readonly ProcedureArgument[],
): ReadonlyMap<string, CallArgument> {
  const named = statement.arguments.filter(({ name }) => name !== undefined);
  if (named.length > 0 && named.length < statement.arguments.length) {
    throw semanticError('INVALID_ARGUMENTS', statement, 'Named and positional arguments cannot be mixed');
  }
  const given = new Map<string, CallArgument>();
  for (const [i, argument] of statement.arguments.entries()) {
    const { name } = argument;
    if (name === undefined) {
      const at = expected[i];
      if (at === undefined) {
        throw semanticError('INVALID_ARGUMENTS', statement, 'Too many arguments for procedure');
      }
      given.set(at.name, argument);
      continue;
    }
    const text = name.delimited ? name.value : name.value.toUpperCase();
    if (given.has(text)) {
      throw semanticError('INVALID_ARGUMENTS', argument, `Duplicate procedure argument: ${text}`);
    }
    if (!expected.some((candidate) => candidate.name === text)) {
      throw semanticError('INVALID_ARGUMENTS', argument, `Unknown argument name: ${text}`);
    }
    given.set(text, argument);
  }
  const missing = expected.find((argument) => argument.default === undefined && !given.has(argument.name));
  if (missing !== undefined) {
    throw semanticError(
      'INVALID_ARGUMENTS',
      statement,
      `Required procedure argument '${missing.name}' is missing`,
    );
  }
  return given;
}
