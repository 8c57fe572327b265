import type { TrimmedBasicQueryInfo } from '../../../generated/coordinator/types.ts';
import { basicQueryInfoOf } from '../../engine/results/query-info.ts';
import type { Query } from '../../engine/schedule/query.ts';

/** Characters of a statement that the console's list shows. */
const previewLength = 300;

/** An entry of `GET /ui/api/query`. @param base the coordinator's base URI, as the caller addressed it */
export function trimmedQueryInfoOf(query: Query, base: string): TrimmedBasicQueryInfo {
  const { session, query: text, ...info } = basicQueryInfoOf(query, base);
  return {
    ...info,
    sessionUser: session.user,
    ...(session.principal === undefined ? {} : { sessionPrincipal: session.principal }),
    ...(session.source === undefined ? {} : { sessionSource: session.source }),
    queryTextPreview: preview(text),
  };
}

function preview(text: string): string {
  return text.length <= previewLength ? text : `${text.slice(0, previewLength - 1)} ...`;
}
