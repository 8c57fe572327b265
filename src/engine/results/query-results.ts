import type {
  ClientColumn,
  QueryResults,
  StatementStats,
  Warning,
} from '../../../generated/coordinator/types.ts';
import { queryError } from '../errors/failure.ts';
import type { Query } from '../schedule/query.ts';
import { displayType } from '../types/display-type.ts';
import { typeSignature } from '../types/type-signature.ts';

/** URIs that an answer may hold; absolute, made from the caller's Host. */
export interface ResultUris {
  readonly infoUri: string;
  readonly partialCancelUri?: string | undefined;
  readonly nextUri?: string | undefined;
}

const columnsOfQuery = new WeakMap<Query, ClientColumn[]>();

/** `columns` of an answer: made once a query. */
export function clientColumns(query: Query): ClientColumn[] | undefined {
  const plan = query.plan;
  if (plan === undefined) return undefined;
  let columns = columnsOfQuery.get(query);
  if (columns === undefined) {
    const parametric = query.session.clientCapabilities.includes('PARAMETRIC_DATETIME');
    columns = plan.columns.map(({ name, type }) => ({
      name,
      type: displayType(type, { parametricDatetime: parametric }),
      typeSignature: typeSignature(type, { parametricDatetime: parametric }),
    }));
    columnsOfQuery.set(query, columns);
  }
  return columns;
}

/** An answer without rows. */
export function queryResults(
  query: Query,
  uris: ResultUris,
  stats: StatementStats,
  columns: ClientColumn[] | undefined,
): QueryResults {
  return { ...headOf(query, uris, columns), ...tailOf(query, stats, columns !== undefined) };
}

/**
 * An answer with rows, as JSON bytes: the rows are JSON already and are not parsed again.
 * @param data texts of JSON lists of rows, one at least
 */
export function encodeQueryResults(
  query: Query,
  uris: ResultUris,
  stats: StatementStats,
  columns: ClientColumn[] | undefined,
  data: readonly Uint8Array[],
): Uint8Array {
  const head = JSON.stringify(headOf(query, uris, columns));
  const tail = JSON.stringify(tailOf(query, stats, columns !== undefined));
  // The lists become one: every opening bracket but the first is a comma, every closing one but the last goes.
  const pieces: Uint8Array[] = [Buffer.from(`${head.slice(0, -1)},"data":[`)];
  for (const [index, list] of data.entries()) {
    if (index > 0) pieces.push(comma);
    pieces.push(list.subarray(1, -1));
  }
  pieces.push(Buffer.from(`],${tail.slice(1)}\n`));
  return Buffer.concat(pieces);
}

const comma = Buffer.from(',');

function headOf(query: Query, uris: ResultUris, columns: ClientColumn[] | undefined) {
  return {
    id: query.queryId,
    infoUri: uris.infoUri,
    ...(uris.partialCancelUri === undefined ? {} : { partialCancelUri: uris.partialCancelUri }),
    ...(uris.nextUri === undefined ? {} : { nextUri: uris.nextUri }),
    ...(columns === undefined ? {} : { columns }),
  };
}

function tailOf(query: Query, stats: StatementStats, executing: boolean) {
  return {
    stats,
    // The error comes with the state FAILED, never before.
    ...(query.error === undefined || stats.state !== 'FAILED' ? {} : { error: queryError(query.error) }),
    warnings: warningsOf(query),
    // The queued resource says nothing of what only the plan knows (recording statement-insert-02).
    ...(executing && query.plan?.updateType !== undefined ? { updateType: query.plan.updateType } : {}),
    ...(query.updateCount === undefined ? {} : { updateCount: query.updateCount }),
  };
}

/** `warnings` of answers and of QueryInfo. */
export function warningsOf(query: Query): Warning[] {
  return query.warnings.map(({ code, name, message }) => ({
    warningCode: { code, name },
    message,
  }));
}
