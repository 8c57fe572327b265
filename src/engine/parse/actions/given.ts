/** The properties that aren't undefined: for optional members of tree nodes, which are absent rather than undefined. */
export function given<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of Object.keys(properties) as (keyof T)[]) {
    if (properties[key] !== undefined) present[key] = properties[key] as Exclude<T[keyof T], undefined>;
  }
  return present;
}
