import type { Metadata, QualifiedTableName } from '../../catalog/metadata.ts';

/** What a name stands for; undefined: nothing, or its catalog or schema doesn't exist. */
export function relationKind(metadata: Metadata, name: QualifiedTableName): 'table' | 'view' | undefined {
  if (metadata.view(name) !== undefined) return 'view';
  return metadata.table(name) === undefined ? undefined : 'table';
}
