import type { Procedure } from '../../engine/catalog/procedure.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { SystemRegistries } from './registries.ts';

/** `CALL system.runtime.kill_query(query_id, message)`: fails a query with ADMINISTRATIVELY_KILLED (recording statement-call-kill-missing). */
export function killQuery({ kill }: Pick<SystemRegistries, 'kill'>): Procedure {
  return {
    schema: 'runtime',
    name: 'kill_query',
    arguments: [
      { name: 'QUERY_ID', type: { kind: 'varchar' } },
      { name: 'MESSAGE', type: { kind: 'varchar' }, default: null },
    ],
    call(values) {
      const queryId = values.get('QUERY_ID');
      const message = values.get('MESSAGE');
      if (typeof queryId !== 'string') {
        throw new TrinoError('INVALID_PROCEDURE_ARGUMENT', 'query_id cannot be null');
      }
      const wasRunning = kill(queryId, typeof message === 'string' ? message : undefined);
      if (wasRunning === undefined) {
        throw new TrinoError('NOT_FOUND', `Target query not found: ${queryId}`);
      }
      if (!wasRunning) {
        throw new TrinoError('NOT_SUPPORTED', `Target query is not running: ${queryId}`);
      }
    },
  };
}
