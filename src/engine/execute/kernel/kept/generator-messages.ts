import type { StablePiece } from '../../../catalog/connector.ts';
import type { Vector } from '../../../pages/vector.ts';
import type { ErrorMessage, KernelCatalog } from '../kernel-messages.ts';

/** What a generator's thread needs to know. */
export interface GeneratorSettings {
  readonly catalogs: readonly KernelCatalog[];
}

/** Asks a generator's thread for the values of a column in pieces; it answers in the order asked. */
export interface GeneratorRequest {
  readonly id: number;
  /** Handle as in splits. */
  readonly catalog: string;
  readonly pieces: readonly StablePiece[];
  readonly column: string;
}

export type GeneratorAnswer =
  /** The vector's buffers are moved, not copied. */
  { readonly id: number; readonly vector: Vector } | { readonly id: number; readonly error: ErrorMessage };
