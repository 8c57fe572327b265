import { TrinoError } from '../../errors/trino-error.ts';
import { parseStatement } from '../../parse/parse.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { Statement } from '../../parse/tree/statement.ts';
import type { Session } from '../../session/session.ts';
import { semanticError } from '../semantic-error.ts';
import { bindParameters, parametersOf } from './bind-parameters.ts';
import { checkConstant } from './check-constant.ts';
import { parseNestedStatement } from './parse-nested-statement.ts';

/** A statement that can be analysed: EXECUTE is gone, and every parameter has its value. */
export interface PreparedStatement {
  readonly statement: Statement;
  /** The prepared statement's SQL where EXECUTE names one. */
  readonly preparedSql?: string;
}

/**
 * Replaces EXECUTE and EXECUTE IMMEDIATE by what they run.
 * @throws TrinoError NOT_FOUND, INVALID_PARAMETER_USAGE, EXPRESSION_NOT_CONSTANT, NOT_SUPPORTED, SYNTAX_ERROR
 */
export function prepareStatement(statement: Statement, session: Session): PreparedStatement {
  switch (statement.kind) {
    case 'execute': {
      const preparedSql = preparedStatement(statement.name, session);
      return {
        statement: withParameters(parsePrepared(preparedSql), statement.parameters, statement),
        preparedSql,
      };
    }
    case 'executeImmediate': {
      const { value, location } = statement.statement;
      const nested = parseNestedStatement(value, location);
      return { statement: withParameters(nested, statement.parameters, nested) };
    }
    default:
      return { statement: withParameters(statement, [], statement) };
  }
}

/**
 * The SQL of a prepared statement of the session; its name counts as written.
 * @throws TrinoError NOT_FOUND
 */
export function preparedStatement({ value }: IdentifierNode, session: Session): string {
  const sql = Object.hasOwn(session.preparedStatements, value)
    ? session.preparedStatements[value]
    : undefined;
  if (sql === undefined) throw new TrinoError('NOT_FOUND', `Prepared statement not found: ${value}`);
  return sql;
}

/** @throws TrinoError SYNTAX_ERROR */
export function parsePrepared(sql: string): Statement {
  return parseStatement(sql);
}

const classNames = { execute: 'Execute', executeImmediate: 'ExecuteImmediate' } as const;

/** @param place where a wrong number of values is reported */
function withParameters(
  statement: Statement,
  values: readonly ExpressionNode[],
  place: SyntaxNode,
): Statement {
  if (statement.kind === 'execute' || statement.kind === 'executeImmediate') {
    throw new TrinoError('NOT_SUPPORTED', `Unsupported statement type: ${classNames[statement.kind]}`);
  }
  const expected = parametersOf(statement).length;
  if (expected !== values.length) {
    throw semanticError(
      'INVALID_PARAMETER_USAGE',
      place,
      `Incorrect number of parameters: expected ${expected} but found ${values.length}`,
    );
  }
  for (const value of values) checkConstant(value);
  return bindParameters(
    statement,
    values.map((value) => ({ kind: 'value', value })),
  );
}
