import type { PartitioningHandle, TableScanNode } from '../../../../generated/worker/types.ts';

/** A partitioning: `SINGLE`, `HASH`, `SOURCE`; a connector's as it stands in its handle. */
export function partitioningText({ catalogHandle, connectorHandle }: PartitioningHandle): string {
  const handle = connectorHandle as { readonly partitioning?: unknown; readonly function?: unknown };
  if (typeof handle.partitioning === 'string' && typeof handle.function === 'string') {
    return handle.partitioning === 'FIXED' ? handle.function : handle.partitioning;
  }
  return `${catalogHandle?.split(':')[0] ?? ''}:${JSON.stringify(connectorHandle)}`;
}

/** A table: `tpch:tiny:nation`; one of information_schema with what is asked of it. */
export function tableText({ catalogHandle, connectorHandle }: TableScanNode['table']): string {
  const catalog = catalogHandle.split(':')[0] ?? '';
  const handle = connectorHandle as Readonly<Record<string, unknown>>;
  if (typeof handle['schemaName'] === 'string' && typeof handle['tableName'] === 'string') {
    return `${catalog}:${handle['schemaName']}:${handle['tableName']}`;
  }
  if (Array.isArray(handle['prefixes'])) {
    const prefixes = handle['prefixes'].map(prefixText).join(', ');
    return (
      `${catalog}:InformationSchemaTableHandle{catalogName=${String(handle['catalogName'])}, ` +
      `table=${String(handle['table'])}, prefixes=[${prefixes}], limit=OptionalLong.empty}`
    );
  }
  return `${catalog}:${JSON.stringify(connectorHandle)}`;
}

function prefixText(prefix: unknown): string {
  const { catalogName, schemaName = '*', tableName = '*' } = prefix as Readonly<Record<string, string>>;
  return `${catalogName}.${schemaName}.${tableName}`;
}

/** A column as its connector writes it: `tpch:nationkey`, or its name alone. */
export function columnText(handle: object): string {
  const { '@type': type, columnName } = handle as {
    readonly '@type'?: unknown;
    readonly columnName?: unknown;
  };
  const name = typeof columnName === 'string' ? columnName : JSON.stringify(handle);
  return typeof type === 'string' && type.startsWith('tpch:') ? `tpch:${name}` : name;
}
