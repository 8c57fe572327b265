import { TrinoError } from '../../errors/trino-error.ts';

/** What Trino answers for a connector that can't do something. @param what such as `adding columns` */
export function notSupportedByConnector(what: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `This connector does not support ${what}`);
}

/** No connector here keeps privileges or owners of its own. */
export function noPermissionManagement(catalog: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `Catalog does not support permission management: ${catalog}`);
}
