import type { ColumnDefinition, DefinitionStatement, TableElement } from '../tree/definition-statement.ts';
import { formatDataType } from './format-data-type.ts';
import { formatExpression } from './format-expression.ts';
import { formatPrincipal, formatProperties, formatProperty } from './format-property.ts';
import { formatQuery } from './format-query.ts';
import { formatFunctionSpecification } from './format-routine.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatName, formatString } from './quoting.ts';

const when = (condition: boolean, text: string): string => (condition ? text : '');
const commentLine = (comment: string | undefined): string =>
  comment === undefined ? '' : `\nCOMMENT ${formatString(comment)}`;

/** CREATE, DROP, ALTER and COMMENT. */
export function formatDefinition(node: DefinitionStatement): string {
  switch (node.kind) {
    case 'createCatalog': {
      const owner = node.owner === undefined ? '' : `\nAUTHORIZATION ${formatPrincipal(node.owner)}`;
      const head = `CREATE CATALOG ${when(node.ifNotExists, 'IF NOT EXISTS ')}${formatIdentifier(node.name)}`;
      const using = ` USING ${formatIdentifier(node.connector)}`;
      return `${head}${using}${commentLine(node.comment)}${owner}${formatProperties(node.properties)}`;
    }
    case 'dropCatalog':
      return `DROP CATALOG ${when(node.ifExists, 'IF EXISTS ')}${formatIdentifier(node.name)}${node.cascade ? ' CASCADE' : ' RESTRICT'}`;
    case 'createSchema': {
      const owner = node.owner === undefined ? '' : `\nAUTHORIZATION ${formatPrincipal(node.owner)}`;
      return `CREATE SCHEMA ${when(node.ifNotExists, 'IF NOT EXISTS ')}${formatName(node.name)}${owner}${formatProperties(node.properties)}`;
    }
    case 'dropSchema':
      return `DROP SCHEMA ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.name)} ${node.cascade ? 'CASCADE' : 'RESTRICT'}`;
    case 'renameSchema':
      return `ALTER SCHEMA ${formatName(node.source)} RENAME TO ${formatIdentifier(node.target)}`;
    case 'setAuthorization':
      return `ALTER ${node.entity} ${formatName(node.name)} SET AUTHORIZATION ${formatPrincipal(node.principal)}`;
    case 'createTable': {
      const elements = node.elements
        .map((element) => `${indentation(1)}${formatElement(element)}`)
        .join(',\n');
      const head = `CREATE ${when(node.saveMode === 'REPLACE', 'OR REPLACE ')}TABLE ${when(node.saveMode === 'IGNORE', 'IF NOT EXISTS ')}`;
      return `${head}${formatName(node.name)} (\n${elements}\n)${commentLine(node.comment)}${formatProperties(node.properties)}`;
    }
    case 'createTableAsSelect': {
      const head = `CREATE ${when(node.saveMode === 'REPLACE', 'OR REPLACE ')}TABLE ${when(node.saveMode === 'IGNORE', 'IF NOT EXISTS ')}`;
      const aliases = node.columnAliases?.map(formatIdentifier).join(', ');
      const name = `${formatName(node.name)}${aliases === undefined ? '' : `( ${aliases} )`}`;
      const clauses = `${commentLine(node.comment)}${formatProperties(node.properties)}`;
      return `${head}${name}${clauses} AS ${formatQuery(node.query, 0)}${when(!node.withData, ' WITH NO DATA')}`;
    }
    case 'dropTable':
      return `DROP TABLE ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.name)}`;
    case 'renameTable':
      return `ALTER TABLE ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.source)} RENAME TO ${formatName(node.target)}`;
    case 'setProperties': {
      const properties = node.properties.map(formatProperty).join(', ');
      return `ALTER ${node.entity} ${formatName(node.name)} SET PROPERTIES ${properties}`;
    }
    case 'addColumn': {
      const table = `${when(node.ifTableExists, 'IF EXISTS ')}${formatName(node.table)}`;
      return `ALTER TABLE ${table} ADD COLUMN ${when(node.ifNotExists, 'IF NOT EXISTS ')}${formatColumn(node.column)}`;
    }
    case 'dropColumn': {
      const table = `${when(node.ifTableExists, 'IF EXISTS ')}${formatName(node.table)}`;
      return `ALTER TABLE ${table} DROP COLUMN ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.column)}`;
    }
    case 'renameColumn': {
      const table = `${when(node.ifTableExists, 'IF EXISTS ')}${formatName(node.table)}`;
      const column = `${when(node.ifExists, 'IF EXISTS ')}${formatName(node.source)}`;
      return `ALTER TABLE ${table} RENAME COLUMN ${column} TO ${formatIdentifier(node.target)}`;
    }
    case 'setColumnType': {
      const table = `${when(node.ifTableExists, 'IF EXISTS ')}${formatName(node.table)}`;
      return `ALTER TABLE ${table} ALTER COLUMN ${formatName(node.column)} SET DATA TYPE ${formatDataType(node.type)}`;
    }
    case 'comment': {
      const comment = node.comment === undefined ? 'NULL' : formatString(node.comment);
      return `COMMENT ON ${node.type} ${formatName(node.name)} IS ${comment}`;
    }
    case 'createView': {
      const security = node.security === undefined ? '' : ` SECURITY ${node.security}`;
      const comment = node.comment === undefined ? '' : ` COMMENT ${formatString(node.comment)}`;
      const head = `CREATE ${when(node.replace, 'OR REPLACE ')}VIEW ${formatName(node.name)}`;
      return `${head}${comment}${security} AS\n${formatQuery(node.query, 0)}`;
    }
    case 'renameView':
      return `ALTER VIEW ${formatName(node.source)} RENAME TO ${formatName(node.target)}`;
    case 'dropView':
      return `DROP VIEW ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.name)}`;
    case 'createMaterializedView': {
      const head = `CREATE ${when(node.replace, 'OR REPLACE ')}MATERIALIZED VIEW ${when(node.ifNotExists, 'IF NOT EXISTS ')}`;
      const grace =
        node.gracePeriod === undefined ? '' : `\nGRACE PERIOD ${formatExpression(node.gracePeriod)}`;
      const clauses = `${grace}${commentLine(node.comment)}${formatProperties(node.properties)}`;
      return `${head}${formatName(node.name)}${clauses} AS\n${formatQuery(node.query, 0)}`;
    }
    case 'dropMaterializedView':
      return `DROP MATERIALIZED VIEW ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.name)}`;
    case 'renameMaterializedView':
      return `ALTER MATERIALIZED VIEW ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.source)} RENAME TO ${formatName(node.target)}`;
    case 'createFunction':
      return `CREATE ${when(node.replace, 'OR REPLACE ')}${formatFunctionSpecification(node.specification, 0)}`;
    case 'dropFunction': {
      const parameters = node.parameters.map((parameter) =>
        parameter.name === undefined
          ? formatDataType(parameter.type)
          : `${formatIdentifier(parameter.name)} ${formatDataType(parameter.type)}`,
      );
      return `DROP FUNCTION ${when(node.ifExists, 'IF EXISTS ')}${formatName(node.name)}(${parameters.join(', ')})`;
    }
    default:
      return node satisfies never;
  }
}

function formatElement(element: TableElement): string {
  if (element.kind === 'columnDefinition') return formatColumn(element);
  const option = element.properties === undefined ? '' : ` ${element.properties} PROPERTIES`;
  return `LIKE ${formatName(element.table)}${option}`;
}

function formatColumn(column: ColumnDefinition): string {
  const comment = column.comment === undefined ? '' : ` COMMENT ${formatString(column.comment)}`;
  const properties =
    column.properties.length === 0 ? '' : ` WITH ( ${column.properties.map(formatProperty).join(', ')} )`;
  return `${formatName(column.name)} ${formatDataType(column.type)}${column.nullable ? '' : ' NOT NULL'}${comment}${properties}`;
}
