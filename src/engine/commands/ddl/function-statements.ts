import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { readDataType, UnknownType } from '../../expressions/read-data-type.ts';
import type { CreateFunction, DropFunction } from '../../parse/tree/definition-statement.ts';
import type { IdentifierNode, QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { Command, CommandContext } from '../command.ts';
import { refusedChange } from './changes.ts';

/** CREATE FUNCTION: no catalog here keeps functions. @throws TrinoError NOT_FOUND, NOT_SUPPORTED; always */
export function createFunction(statement: CreateFunction, context: CommandContext): Command {
  return {
    updateType: 'CREATE FUNCTION',
    execute() {
      const catalog = catalogOfFunction(statement, statement.specification.name);
      if (context.metadata.catalog(catalog) === undefined) {
        throw new TrinoError('NOT_FOUND', `Catalog does not exist: ${catalog}`);
      }
      throw refusedChange(catalog, 'creating functions', context);
    },
  };
}

/** DROP FUNCTION: there is none. @throws TrinoError NOT_FOUND, NOT_SUPPORTED, TYPE_NOT_FOUND */
export function dropFunction(statement: DropFunction): Command {
  return {
    updateType: 'DROP FUNCTION',
    execute() {
      catalogOfFunction(statement, statement.name);
      for (const { type } of statement.parameters) checkType(type);
      if (statement.ifExists) return;
      throw semanticError('NOT_FOUND', statement, 'Function not found');
    },
  };
}

/** @throws TrinoError SYNTAX_ERROR, NOT_SUPPORTED: no schema for functions is configured */
function catalogOfFunction(node: SyntaxNode, { parts }: QualifiedName): string {
  const names = parts.map((part: IdentifierNode) => part.value.toLowerCase());
  if (names.length > 3) {
    throw semanticError('SYNTAX_ERROR', node, `Too many dots in function name: ${names.join('.')}`);
  }
  const [catalog, schema, name] = names;
  if (schema === undefined) {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      'Catalog and schema must be specified when function schema is not configured',
    );
  }
  if (catalog === undefined || name === undefined) {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      'Function name must be unqualified or fully qualified with catalog and schema',
    );
  }
  return catalog;
}

function checkType(type: DropFunction['parameters'][number]['type']): void {
  try {
    readDataType(type);
  } catch (error) {
    if (!(error instanceof UnknownType)) throw error;
    throw new TrinoError('TYPE_NOT_FOUND', error.message, {
      failureType: 'io.trino.spi.type.TypeNotFoundException',
    });
  }
}
