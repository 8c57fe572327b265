import type { ConnectorPageSource } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/** Nobody asks for pages: scans read the rows where the node stores them (`stored-row-handles.ts`). */
export const pages: ConnectorPageSource = {
  pages() {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      'Rows of the memory connector are read where they are stored',
    );
  },
};
