import type { Split } from '../../../../generated/worker/types.ts';
import type { ErrorName } from '../../errors/error-codes.ts';
import type { ErrorLocation } from '../../errors/trino-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { CancelFlag } from './cancel-flag.ts';
import type { KernelMemory, KernelStats, KernelTask } from '../kernel.ts';

/** What the main thread tells the kernel's thread. A run is a task's fragment, an `answer` the question it belongs to. */
export type KernelRequest =
  | { readonly kind: 'start'; readonly run: number; readonly task: KernelTask; readonly canceled: CancelFlag }
  | {
      readonly kind: 'splits';
      readonly run: number;
      readonly planNodeId: string;
      readonly splits: readonly Split[];
    }
  | {
      readonly kind: 'pages';
      readonly run: number;
      readonly planNodeId: string;
      /** In buffers of their own, moved to the thread. */
      readonly pages: readonly Uint8Array<ArrayBuffer>[];
      readonly question: number;
    }
  | { readonly kind: 'noMoreInput'; readonly run: number; readonly planNodeId: string }
  /** Output bytes that the reader has taken. */
  | { readonly kind: 'credit'; readonly run: number; readonly bytes: number }
  | { readonly kind: 'cancel'; readonly run: number; readonly question: number }
  | { readonly kind: 'memory'; readonly question: number }
  | { readonly kind: 'close'; readonly question: number };

/** What the kernel's thread tells the main thread. */
export type KernelReport =
  /** DuckDB is open. */
  | { readonly kind: 'ready' }
  /** DuckDB couldn't be opened; the thread ends. */
  | { readonly kind: 'unusable'; readonly error: ErrorMessage }
  | {
      readonly kind: 'page';
      readonly run: number;
      readonly partition: number;
      readonly rows: number;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly stats: KernelStats;
    }
  | { readonly kind: 'stats'; readonly run: number; readonly stats: KernelStats }
  /** The last page was sent before. */
  | { readonly kind: 'finished'; readonly run: number; readonly stats: KernelStats }
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly error: ErrorMessage;
      readonly stats: KernelStats;
    }
  | { readonly kind: 'done'; readonly question: number }
  | { readonly kind: 'refused'; readonly question: number; readonly error: ErrorMessage }
  | { readonly kind: 'memory'; readonly question: number; readonly memory: KernelMemory };

/** A TrinoError on its way between threads. */
export interface ErrorMessage {
  readonly errorName: ErrorName;
  readonly message: string;
  readonly failureType: string;
  readonly location?: ErrorLocation;
}

/** Settings of the kernel's thread. */
export interface KernelSettings {
  /** An existing directory for spilled and generated data. */
  readonly dataDirectory: string;
  readonly memoryLimitBytes: number;
  /** Bytes that columns of scanned tables may take, of the limit. */
  readonly keptLimitBytes: number;
  /** Bytes that more of them may take in files. */
  readonly keptDiskLimitBytes: number;
  readonly threads: number;
  readonly catalogs: readonly KernelCatalog[];
}

/** A catalog whose splits the kernel reads; the connector itself is made in the kernel's thread. */
export interface KernelCatalog {
  readonly name: string;
  /** As in splits: `tpch:normal:default`. */
  readonly handle: string;
  readonly connectorName: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Anything thrown, as a message: what isn't a TrinoError is a mistake of ours. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof TrinoError) {
    const { errorName, message, failureType, location } = error;
    return location === undefined
      ? { errorName, message, failureType }
      : { errorName, message, failureType, location };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { errorName: 'GENERIC_INTERNAL_ERROR', message, failureType: 'io.trino.spi.TrinoException' };
}

/** The error of a message. */
export function errorOf({ errorName, message, failureType, location }: ErrorMessage): TrinoError {
  return new TrinoError(
    errorName,
    message,
    location === undefined ? { failureType } : { failureType, location },
  );
}
