import { analyzeFunction } from '../../analyze/analyze.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { readDataType, UnknownType } from '../../expressions/read-data-type.ts';
import type { CreateFunction, DropFunction } from '../../parse/tree/definition-statement.ts';
import type { IdentifierNode, QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';

/**
 * CREATE FUNCTION: the function is analysed, and kept as formatted text. Whether its schema exists isn't asked, as in stock.
 * @throws TrinoError of the function, with positions in the kept text; NOT_FOUND, ALREADY_EXISTS, NOT_SUPPORTED
 */
export function createFunction(statement: CreateFunction, context: CommandContext): Command {
  return {
    updateType: 'CREATE FUNCTION',
    execute() {
      const { session, metadata } = context;
      const { specification, replace } = statement;
      const { catalog, schema, name } = functionName(statement, specification.name);
      const handle = metadata.catalog(catalog)?.handle;
      const place = { catalog, schema, handle: handle ?? catalog };
      const { sql, parameters } = analyzeFunction(specification, place, { session, metadata });
      if (handle === undefined) throw new TrinoError('NOT_FOUND', `Catalog does not exist: ${catalog}`);
      const isThere = exists(context, { catalog, schema, name }, parameterText(parameters));
      if (isThere && !replace) throw semanticError('ALREADY_EXISTS', statement, 'Function already exists');
      const security = specification.characteristics.find(({ kind }) => kind === 'security');
      const isInvokers = security?.kind === 'security' && security.security === 'INVOKER';
      changing(catalog, 'createFunction', 'creating functions', context)(
        schema,
        name,
        {
          sql,
          name,
          parameters: parameterText(parameters),
          path: session.path,
          ...(!isInvokers && { owner: session.user }),
        },
        replace,
      );
    },
  };
}

/** DROP FUNCTION. @throws TrinoError NOT_FOUND, NOT_SUPPORTED, TYPE_NOT_FOUND */
export function dropFunction(statement: DropFunction, context: CommandContext): Command {
  return {
    updateType: 'DROP FUNCTION',
    execute() {
      const { catalog, schema, name } = functionName(statement, statement.name);
      const parameters = parameterText(statement.parameters.map(({ type }) => ({ type: readType(type) })));
      if (!exists(context, { catalog, schema, name }, parameters)) {
        if (statement.ifExists) return;
        throw semanticError('NOT_FOUND', statement, 'Function not found');
      }
      changing(catalog, 'dropFunction', 'dropping functions', context)(schema, name, parameters);
    },
  };
}

interface FunctionName {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
}

function exists(
  { metadata }: CommandContext,
  { catalog, schema, name }: FunctionName,
  parameters: string,
): boolean {
  return metadata
    .functions(catalog, schema)
    .some((each) => each.name === name && each.parameters === parameters);
}

/** What tells overloads apart. */
function parameterText(parameters: readonly { readonly type: Type }[]): string {
  return parameters.map(({ type }) => formatType(type)).join(',');
}

/** @throws TrinoError SYNTAX_ERROR, NOT_SUPPORTED: no schema for functions is configured */
function functionName(node: SyntaxNode, { parts }: QualifiedName): FunctionName {
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
  return { catalog, schema, name };
}

/** @throws TrinoError TYPE_NOT_FOUND */
function readType(type: DropFunction['parameters'][number]['type']): Type {
  try {
    return readDataType(type);
  } catch (error) {
    if (!(error instanceof UnknownType)) throw error;
    throw new TrinoError('TYPE_NOT_FOUND', error.message, {
      failureType: 'io.trino.spi.type.TypeNotFoundException',
    });
  }
}
