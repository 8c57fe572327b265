/**
 * Texts in the order in which Java's hash tables give them back: that is the order of the members that JSON_OBJECT makes.
 * @param texts in the order they were put in, each once
 */
export function javaHashOrder(texts: readonly string[]): readonly string[] {
  // A table starts with 16 places and doubles when it is more than three quarters full.
  let places = 16;
  while (texts.length > places * 0.75) places *= 2;
  const buckets = new Map<number, string[]>();
  for (const text of texts) {
    const hash = javaHash(text);
    const place = (hash ^ (hash >>> 16)) & (places - 1);
    const bucket = buckets.get(place);
    if (bucket === undefined) buckets.set(place, [text]);
    else bucket.push(text);
  }
  return [...buckets].sort(([a], [b]) => a - b).flatMap(([, bucket]) => bucket);
}

/** `String.hashCode`. */
function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
