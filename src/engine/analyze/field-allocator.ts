/** Hands out names that no field, key or aggregate of a statement has yet. */
export interface FieldAllocator {
  /** @param hint what the thing is called in SQL; `#` keeps ids apart from symbols of a plan */
  next(hint: string | undefined): string;
}

export function createFieldAllocator(): FieldAllocator {
  let count = 0;
  return { next: (hint) => `${hint ?? ''}#${count++}` };
}
