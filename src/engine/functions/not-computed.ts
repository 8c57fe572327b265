/**
 * Functions that analysis knows, by the name on the wire, and that execution can't compute yet: a call is refused with NOT_SUPPORTED
 * at its place in the text. Where only some overloads are missing, their entries say so. `not-computed.test.ts` fails when one of them has got a translation, or another has none.
 */
export const notComputed: ReadonlySet<string> = new Set<string>();
