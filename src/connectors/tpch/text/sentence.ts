import { Distribution, WordDistribution } from './distribution.ts';
import {
  adjectives,
  adverbs,
  auxiliaries,
  grammars,
  nounPhrases,
  nouns,
  prepositions,
  terminators,
  verbPhrases,
  verbs,
} from './word-lists.ts';

/** A word to draw, and whether a comma follows it at once (`J, J N`); a blank always does. */
interface PhraseWord {
  readonly words: WordDistribution;
  readonly comma: boolean;
}

type Phrases = Distribution<readonly PhraseWord[]>;

const wordsOf: Readonly<Record<string, WordDistribution>> = {
  N: new WordDistribution(nouns),
  J: new WordDistribution(adjectives),
  D: new WordDistribution(adverbs),
  V: new WordDistribution(verbs),
  X: new WordDistribution(auxiliaries),
};

function phrases(forms: readonly (readonly [string, number])[]): Phrases {
  return new Distribution(
    forms.map(
      ([form, weight]) =>
        [
          form.split(' ').map((token) => ({
            words: wordsOf[token.charAt(0)] as WordDistribution,
            comma: token.endsWith(','),
          })),
          weight,
        ] as const,
    ),
  );
}

const sentences = new Distribution(grammars.map(([form, weight]) => [form.split(' '), weight] as const));
const nounPhrase = phrases(nounPhrases);
const verbPhrase = phrases(verbPhrases);
const preposition = new WordDistribution(prepositions);
const article = new WordDistribution([[' the ', 1]]);
const terminator = new WordDistribution(terminators);

const blank = 0x20;
const comma = 0x2c;

const multiplier = 16_807;
const modulus = 2_147_483_647;
/** Schrage's method, as in RandomInt: here the generator is part of the innermost loop. */
const quotient = 127_773;
const remainder = 2_836;

/** Longer than any sentence: 15 words with what stands between them. */
const longestSentence = 1024;

/**
 * Writes the benchmark's text, sentence by sentence, each with the blank that ends it (TPC-H specification, clause 4.2.2.14).
 */
export class SentenceWriter {
  /** State of the random number generator at the next sentence. */
  seed: number;
  /** What was written since `at` was set; the text is ASCII. */
  bytes = new Uint8Array(8 * longestSentence);
  /** End of what was written. */
  at = 0;

  constructor(seed = 0) {
    this.seed = seed;
  }

  /** Writes the next sentence. */
  write(): void {
    if (this.at + longestSentence > this.bytes.length) {
      const longer = new Uint8Array(this.bytes.length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.#sentence(true);
  }

  /** Passes the next sentence. @returns its length */
  skip(): number {
    const start = this.at;
    this.#sentence(false);
    const length = this.at - start;
    this.at = start;
    return length;
  }

  #sentence(copy: boolean): void {
    for (const part of this.#form(sentences)) {
      switch (part) {
        case 'N':
          this.#phrase(nounPhrase, copy);
          break;
        case 'V':
          this.#phrase(verbPhrase, copy);
          break;
        case 'P':
          this.#word(preposition, copy);
          this.#put(article, 0, copy);
          this.#phrase(nounPhrase, copy);
          break;
        default:
          // A terminator stands right behind the last word.
          this.at--;
          this.#word(terminator, copy);
          this.bytes[this.at++] = blank;
      }
    }
  }

  #phrase(forms: Phrases, copy: boolean): void {
    for (const { words, comma: withComma } of this.#form(forms)) {
      this.#word(words, copy);
      if (withComma) this.bytes[this.at++] = comma;
      this.bytes[this.at++] = blank;
    }
  }

  #form<T>(forms: Distribution<T>): T {
    return forms.table[this.#draw(forms.table.length)] as T;
  }

  #word(words: WordDistribution, copy: boolean): void {
    this.#put(words, words.picks[this.#draw(words.picks.length)] as number, copy);
  }

  #put({ starts, bytes }: WordDistribution, word: number, copy: boolean): void {
    const start = starts[word] as number;
    const end = starts[word + 1] as number;
    const to = this.at - start;
    if (copy) for (let from = start; from < end; from++) this.bytes[to + from] = bytes[from] as number;
    this.at = to + end;
  }

  /** A whole number below `count`. */
  #draw(count: number): number {
    const high = (this.seed / quotient) | 0;
    const next = multiplier * (this.seed - high * quotient) - remainder * high;
    this.seed = next > 0 ? next : next + modulus;
    return ((this.seed / modulus) * count) | 0;
  }
}
