import type { CallArgument, DataStatement, MergeCase } from '../tree/data-statement.ts';
import type { ExplainOption, ShowStatement } from '../tree/show-statement.ts';
import type { SessionStatement, TransactionMode } from '../tree/session-statement.ts';
import type { Statement } from '../tree/statement.ts';
import { formatDefinition } from './format-definition.ts';
import { formatExpression } from './format-expression.ts';
import { formatProperties } from './format-property.ts';
import { columnNames, formatQuery } from './format-query.ts';
import { formatRelation } from './format-relation.ts';
import { formatSecurity } from './format-security.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatName, formatString } from './quoting.ts';

/** A statement as SQL text, the way Trino writes it back: what PREPARE returns, and views are stored as. */
export function formatStatement(node: Statement): string {
  switch (node.kind) {
    case 'query':
      return formatQuery(node, 0);
    case 'showCatalogs':
    case 'showSchemas':
    case 'showTables':
    case 'showColumns':
    case 'showFunctions':
    case 'showSession':
    case 'showStats':
    case 'showCreate':
    case 'showGrants':
    case 'showRoles':
    case 'showRoleGrants':
    case 'explain':
    case 'explainAnalyze':
    case 'describeInput':
    case 'describeOutput':
      return formatShow(node);
    case 'use':
    case 'setSession':
    case 'resetSession':
    case 'setSessionAuthorization':
    case 'resetSessionAuthorization':
    case 'setPath':
    case 'setTimeZone':
    case 'setRole':
    case 'prepare':
    case 'execute':
    case 'executeImmediate':
    case 'deallocate':
    case 'startTransaction':
    case 'commit':
    case 'rollback':
      return formatSession(node);
    case 'insert':
    case 'delete':
    case 'update':
    case 'merge':
    case 'truncateTable':
    case 'refreshMaterializedView':
    case 'call':
    case 'analyze':
    case 'tableExecute':
      return formatData(node);
    case 'createRole':
    case 'dropRole':
    case 'grantRoles':
    case 'revokeRoles':
    case 'grant':
    case 'deny':
    case 'revoke':
      return formatSecurity(node);
    default:
      return formatDefinition(node);
  }
}

function formatShow(node: ShowStatement): string {
  switch (node.kind) {
    case 'showCatalogs':
      return `SHOW CATALOGS${pattern(node)}`;
    case 'showSchemas':
      return `SHOW SCHEMAS${node.catalog === undefined ? '' : ` FROM ${formatIdentifier(node.catalog)}`}${pattern(node)}`;
    case 'showTables':
      return `SHOW TABLES${node.schema === undefined ? '' : ` FROM ${formatName(node.schema)}`}${pattern(node)}`;
    case 'showColumns':
      return `SHOW COLUMNS FROM ${formatName(node.table)}${pattern(node)}`;
    case 'showFunctions':
      return `SHOW FUNCTIONS${node.schema === undefined ? '' : ` FROM ${formatName(node.schema)}`}${pattern(node)}`;
    case 'showSession':
      return `SHOW SESSION${pattern(node)}`;
    case 'showStats':
      return `SHOW STATS FOR ${formatRelation(node.relation, 0)}`;
    case 'showCreate':
      return `SHOW CREATE ${node.type} ${formatName(node.name)}`;
    case 'showGrants': {
      if (node.table === undefined) return 'SHOW GRANTS ';
      return `SHOW GRANTS ON ${node.tableKeyword ? 'TABLE ' : ''}${formatName(node.table)}`;
    }
    case 'showRoles': {
      const from = node.catalog === undefined ? '' : ` FROM ${formatIdentifier(node.catalog)}`;
      return `SHOW ${node.current ? 'CURRENT ' : ''}ROLES${from}`;
    }
    case 'showRoleGrants':
      return `SHOW ROLE GRANTS${node.catalog === undefined ? '' : ` FROM ${formatIdentifier(node.catalog)}`}`;
    case 'explain': {
      const options =
        node.options.length === 0 ? '' : `(${node.options.map(formatExplainOption).join(', ')})`;
      return `EXPLAIN ${options}\n${formatStatement(node.statement)}`;
    }
    case 'explainAnalyze':
      return `EXPLAIN ANALYZE${node.verbose ? ' VERBOSE' : ''}\n${formatStatement(node.statement)}`;
    case 'describeInput':
      return `DESCRIBE INPUT ${formatIdentifier(node.name)}`;
    case 'describeOutput':
      return `DESCRIBE OUTPUT ${formatIdentifier(node.name)}`;
    default:
      return node satisfies never;
  }
}

function pattern(node: { readonly like?: string; readonly escape?: string }): string {
  const like = node.like === undefined ? '' : ` LIKE ${formatString(node.like)}`;
  return like + (node.escape === undefined ? '' : ` ESCAPE ${formatString(node.escape)}`);
}

function formatExplainOption(option: ExplainOption): string {
  return option.kind === 'explainFormat' ? `FORMAT ${option.format}` : `TYPE ${option.type}`;
}

function formatSession(node: SessionStatement): string {
  switch (node.kind) {
    case 'use':
      return `USE ${node.catalog === undefined ? '' : `${formatIdentifier(node.catalog)}.`}${formatIdentifier(node.schema)}`;
    case 'setSession':
      return `SET SESSION ${formatName(node.name)} = ${formatExpression(node.value)}`;
    case 'resetSession':
      return `RESET SESSION ${formatName(node.name)}`;
    case 'setSessionAuthorization':
      return `SET SESSION AUTHORIZATION ${formatExpression(node.user)}`;
    case 'resetSessionAuthorization':
      return 'RESET SESSION AUTHORIZATION';
    case 'setPath':
      return `SET PATH ${node.path
        .map((element) =>
          element.catalog === undefined
            ? formatIdentifier(element.schema)
            : `${formatIdentifier(element.catalog)}.${formatIdentifier(element.schema)}`,
        )
        .join(', ')}`;
    case 'setTimeZone':
      return `SET TIME ZONE ${node.timeZone === undefined ? 'LOCAL' : formatExpression(node.timeZone)}`;
    case 'setRole': {
      const catalog = node.catalog === undefined ? '' : ` IN ${formatIdentifier(node.catalog)}`;
      return `SET ROLE ${node.role === undefined ? node.type : formatIdentifier(node.role)}${catalog}`;
    }
    case 'prepare':
      return `PREPARE ${formatIdentifier(node.name)} FROM\n${indentation(1)}${formatStatement(node.statement)}`;
    case 'execute': {
      const parameters = node.parameters.map(formatExpression).join(', ');
      return `EXECUTE ${formatIdentifier(node.name)}${parameters === '' ? '' : ` USING ${parameters}`}`;
    }
    case 'executeImmediate': {
      const parameters = node.parameters.map(formatExpression).join(', ');
      return `EXECUTE IMMEDIATE\n${formatString(node.statement.value)}${parameters === '' ? '' : `\nUSING ${parameters}`}`;
    }
    case 'deallocate':
      return `DEALLOCATE PREPARE ${formatIdentifier(node.name)}`;
    case 'startTransaction': {
      const modes = node.modes.map(formatTransactionMode).join(', ');
      return `START TRANSACTION${modes === '' ? '' : ` ${modes}`}`;
    }
    case 'commit':
      return 'COMMIT';
    case 'rollback':
      return 'ROLLBACK';
    default:
      return node satisfies never;
  }
}

function formatTransactionMode(mode: TransactionMode): string {
  if (mode.kind === 'isolation') return `ISOLATION LEVEL ${mode.level}`;
  return mode.readOnly ? 'READ ONLY' : 'READ WRITE';
}

function formatData(node: DataStatement): string {
  switch (node.kind) {
    case 'insert':
      return `INSERT INTO ${formatName(node.table.name)}${columnNames(node.columns)}\n${formatQuery(node.query, 0)}`;
    case 'delete':
      return `DELETE FROM ${formatName(node.table.name)}${node.where === undefined ? '' : ` WHERE ${formatExpression(node.where)}`}`;
    case 'update': {
      const assignments = node.assignments
        .map((each) => `\n${indentation(1)}${formatIdentifier(each.name)} = ${formatExpression(each.value)}`)
        .join(',');
      const where = node.where === undefined ? '' : `\nWHERE ${formatExpression(node.where)}`;
      return `UPDATE ${formatName(node.table.name)} SET${assignments}${where}`;
    }
    case 'merge': {
      const pad = indentation(1);
      const target = formatRelation(node.target, 0);
      // What has no alias is written as an operand of UNION is, which doesn't parse here: PREPARE refuses it, as stock does.
      const { source: from } = node;
      const source = from.kind === 'table' ? `TABLE ${formatName(from.name)}\n` : formatRelation(from, 2);
      const head = `MERGE INTO ${target}\n${pad}USING ${source}\n${pad}ON ${formatExpression(node.on)}`;
      return `${head}${node.cases.map((each) => `\n${formatMergeCase(each)}`).join('')}`;
    }
    case 'truncateTable':
      return `TRUNCATE TABLE ${formatName(node.table)}`;
    case 'refreshMaterializedView':
      return `REFRESH MATERIALIZED VIEW ${formatName(node.name)}`;
    case 'call':
      return `CALL ${formatName(node.name)}(${node.arguments.map(formatCallArgument).join(', ')})`;
    case 'analyze':
      return `ANALYZE ${formatName(node.table)}${formatProperties(node.properties)}`;
    case 'tableExecute': {
      const where = node.where === undefined ? '' : `\nWHERE ${formatExpression(node.where)}`;
      const args = node.arguments.map(formatCallArgument).join(', ');
      const call = `${formatIdentifier(node.procedure)}${args === '' ? '' : `(${args})`}`;
      return `ALTER TABLE ${formatName(node.table)} EXECUTE ${call}${where}`;
    }
    default:
      return node satisfies never;
  }
}

function formatCallArgument(argument: CallArgument): string {
  const value = formatExpression(argument.value);
  return argument.name === undefined ? value : `${formatIdentifier(argument.name)} => ${value}`;
}

function formatMergeCase(node: MergeCase): string {
  const condition = node.condition === undefined ? '' : ` AND ${formatExpression(node.condition)}`;
  const pad = indentation(1);
  switch (node.kind) {
    case 'mergeUpdate': {
      const assignments = node.assignments.map(
        (each) => `${formatIdentifier(each.name)} = ${formatExpression(each.value)}`,
      );
      return `WHEN MATCHED${condition}\n${pad}THEN UPDATE SET\n${pad}  ${assignments.join(`\n${pad}, `)}`;
    }
    case 'mergeDelete':
      return `WHEN MATCHED${condition}\n${pad}THEN DELETE`;
    case 'mergeInsert': {
      const values = node.values.map(formatExpression).join(', ');
      return `WHEN NOT MATCHED${condition}\n${pad}THEN INSERT${columnNames(node.columns) || ' '}VALUES (${values})`;
    }
    default:
      return node satisfies never;
  }
}
