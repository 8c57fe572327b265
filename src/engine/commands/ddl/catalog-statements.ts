import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { formatExpression } from '../../parse/format/format-expression.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { CreateCatalog, DropCatalog } from '../../parse/tree/definition-statement.ts';
import type { Property } from '../../parse/tree/property.ts';
import type { Command, CommandContext } from '../command.ts';
import { analyzeConstant } from '../constant-value.ts';

/**
 * CREATE and DROP CATALOG: what may be wrong with them, for catalogs are those of the configuration (Trino's
 * `catalog.management=static`).
 * @throws TrinoError NOT_SUPPORTED, INVALID_CATALOG_PROPERTY, GENERIC_INTERNAL_ERROR for a connector's name that is none; always
 */
export function catalogStatement(statement: CreateCatalog | DropCatalog, context: CommandContext): Command {
  const updateType = statement.kind === 'createCatalog' ? 'CREATE CATALOG' : 'DROP CATALOG';
  return {
    updateType,
    execute() {
      if (statement.kind === 'createCatalog') checkCreate(statement, context);
      else if (statement.cascade) {
        // The statement's name is stock's slip.
        throw new TrinoError('NOT_SUPPORTED', 'CASCADE is not yet supported for DROP SCHEMA');
      }
      throw new TrinoError('NOT_SUPPORTED', `${updateType} is not supported by the static catalog store`);
    },
  };
}

function checkCreate({ owner, properties, connector }: CreateCatalog, context: CommandContext): void {
  if (owner !== undefined) {
    throw new TrinoError('NOT_SUPPORTED', 'CREATE CATALOG with AUTHORIZATION is not yet supported');
  }
  for (const property of properties) checkProperty(property, context);
  if (!/^[a-z][a-z0-9_]*$/.test(connector.value)) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Invalid connector name: ${formatExpression(connector)}`);
  }
}

/** Properties of catalogs are texts. */
function checkProperty(property: Property, context: CommandContext): void {
  const { value, name } = property;
  if (value === undefined) {
    throw semanticError(
      'INVALID_CATALOG_PROPERTY',
      property,
      'Catalog properties do not support DEFAULT value',
    );
  }
  const type = typeOf(value, context);
  if (type === 'unknown') {
    throw new TrinoError(
      'INVALID_CATALOG_PROPERTY',
      `Invalid null value for catalog property '${name.value}' from [${formatExpression(value)}]`,
    );
  }
  if (type !== 'varchar') {
    throw new TrinoError(
      'INVALID_CATALOG_PROPERTY',
      `Invalid value for catalog property '${name.value}': Cannot convert [${formatExpression(value)}] to varchar`,
    );
  }
}

/** The kind of a value's type, undefined where it has none: what is wrong with it isn't told. */
function typeOf(value: ExpressionNode, context: CommandContext): string | undefined {
  try {
    return analyzeConstant(value, context).type.kind;
  } catch (error) {
    if (error instanceof TrinoError) return undefined;
    throw error;
  }
}
