import { TrinoError } from '../errors/trino-error.ts';

/** A page that isn't what PAGES 3 and 4 allow. @returns the error to throw */
export function corruptPage(detail: string): TrinoError {
  return new TrinoError('CORRUPT_PAGE', `Invalid serialized page: ${detail}`);
}

/** A page stream that isn't what PAGES 2 allows. @returns the error to throw */
export function pageTransportError(detail: string): TrinoError {
  return new TrinoError('PAGE_TRANSPORT_ERROR', `Invalid page stream: ${detail}`, {
    failureType: 'io.trino.spi.exchange.PageTransportErrorException',
  });
}
