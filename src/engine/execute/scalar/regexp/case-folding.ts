/** A character that equals several others without regard to case. */
export interface LongFolding {
  readonly character: number;
  /** In lower case. */
  readonly folded: readonly number[];
}

const ranges: readonly (readonly [number, number])[] = [
  [0xdf, 0xdf],
  [0x149, 0x149],
  [0x1f0, 0x1f0],
  [0x390, 0x390],
  [0x3b0, 0x3b0],
  [0x587, 0x587],
  [0x1e96, 0x1e9e],
  [0x1f50, 0x1ffc],
  [0xfb00, 0xfb06],
  [0xfb13, 0xfb17],
];

let known: readonly LongFolding[] | undefined;

/** Characters whose case folding is longer than themselves, like `ß` and `ﬁ`. */
export function longFoldings(): readonly LongFolding[] {
  known ??= ranges.flatMap(([from, to]) => {
    const found: LongFolding[] = [];
    for (let character = from; character <= to; character++) {
      const text = String.fromCodePoint(character);
      const folded = codePointsOf(text.toLowerCase().toUpperCase().toLowerCase());
      if (folded.length > 1) found.push({ character, folded });
    }
    return found;
  });
  return known;
}

/** The longest folding of several characters that a text has at a place. */
export function longFoldingAt(folded: readonly number[], start: number): readonly number[] | undefined {
  let best: readonly number[] | undefined;
  for (const each of longFoldings()) {
    if (each.folded.length <= (best?.length ?? 1)) continue;
    if (each.folded.every((character, index) => folded[start + index] === character)) best = each.folded;
  }
  return best;
}

/** The code points of a text. */
export function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) as number);
}

/** Each character in lower case, as long as that is one character. */
export function foldEach(characters: readonly number[]): number[] {
  return characters.map((character) => {
    const lower = codePointsOf(String.fromCodePoint(character).toLowerCase());
    return lower.length === 1 ? (lower[0] as number) : character;
  });
}
