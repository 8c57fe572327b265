import type { PartitioningHandle, TableScanNode, WriterTarget } from '../../../../generated/worker/types.ts';

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
  if (isMemory(connectorHandle)) {
    const number = (name: string): string =>
      typeof handle[name] === 'number' || typeof handle[name] === 'bigint' ? `(${name}:${handle[name]})` : '';
    const [limit, ratio] = [number('limit'), number('sampleRatio')];
    return `${catalog}:${String(handle['id'])}${limit}${ratio}`;
  }
  return `${catalog}:${JSON.stringify(connectorHandle)}`;
}

/** Where rows are written to: `memory:MemoryInsertTableHandle{table=0, activeTableIds=[0]}`. */
export function targetText(target: WriterTarget): string {
  if (target['@type'] !== 'CreateTarget' && target['@type'] !== 'InsertTarget') return target['@type'];
  const { catalogHandle, connectorHandle } = target.handle;
  const catalog = catalogHandle.split(':')[0] ?? '';
  if (!isMemory(connectorHandle)) return `${catalog}:${JSON.stringify(connectorHandle)}`;
  const { '@type': type, ...fields } = connectorHandle as Readonly<Record<string, unknown>>;
  const name = String(type).split('.').at(-1) ?? '';
  const texts = Object.entries(fields).map(
    ([field, value]) => `${field}=${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`,
  );
  return `${catalog}:${name}{${texts.join(', ')}}`;
}

function isMemory(handle: unknown): boolean {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    '@type' in handle &&
    typeof handle['@type'] === 'string' &&
    handle['@type'].startsWith('memory:')
  );
}

function prefixText(prefix: unknown): string {
  const { catalogName, schemaName = '*', tableName = '*' } = prefix as Readonly<Record<string, string>>;
  return `${catalogName}.${schemaName}.${tableName}`;
}

/** A column as its connector writes it: `tpch:nationkey`, or its name alone. */
export function columnText(handle: object): string {
  if (isMemory(handle)) return String((handle as { readonly columnIndex?: unknown }).columnIndex);
  const { '@type': type, columnName } = handle as {
    readonly '@type'?: unknown;
    readonly columnName?: unknown;
  };
  const name = typeof columnName === 'string' ? columnName : JSON.stringify(handle);
  return typeof type === 'string' && type.startsWith('tpch:') ? `tpch:${name}` : name;
}
