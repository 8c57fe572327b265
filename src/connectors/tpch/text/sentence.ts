import type { RandomInt } from '../random/random-int.ts';
import { Distribution } from './distribution.ts';
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

/** A word to draw, and what follows it at once (the comma of `J, J N`). */
interface PhraseWord {
  readonly words: Distribution<string>;
  readonly suffix: string;
}

const wordsOf: Readonly<Record<string, Distribution<string>>> = {
  N: new Distribution(nouns),
  J: new Distribution(adjectives),
  D: new Distribution(adverbs),
  V: new Distribution(verbs),
  X: new Distribution(auxiliaries),
};

function phrases(forms: readonly (readonly [string, number])[]): Distribution<readonly PhraseWord[]> {
  return new Distribution(
    forms.map(
      ([form, weight]) =>
        [
          form.split(' ').map((token) => ({
            words: wordsOf[token.charAt(0)] as Distribution<string>,
            suffix: `${token.slice(1)} `,
          })),
          weight,
        ] as const,
    ),
  );
}

const sentences = new Distribution(grammars.map(([form, weight]) => [form.split(' '), weight] as const));
const nounPhrase = phrases(nounPhrases);
const verbPhrase = phrases(verbPhrases);
const preposition = new Distribution(prepositions);
const terminator = new Distribution(terminators);

/** What a sentence's words are handed to. */
interface Sink {
  add(text: string): void;
  /** Takes the blank at the end away. */
  trim(): void;
}

class Text implements Sink {
  text = '';

  add(text: string): void {
    this.text += text;
  }

  trim(): void {
    this.text = this.text.slice(0, -1);
  }
}

class Length implements Sink {
  length = 0;

  add(text: string): void {
    this.length += text.length;
  }

  trim(): void {
    this.length--;
  }
}

/** The next sentence of the benchmark's text, with the blank that ends it (TPC-H specification, clause 4.2.2.14). */
export function nextSentence(random: RandomInt): string {
  const sink = new Text();
  draw(random, sink);
  return sink.text;
}

/** Passes the next sentence; its length with the blank that ends it. */
export function skipSentence(random: RandomInt): number {
  const sink = new Length();
  draw(random, sink);
  return sink.length;
}

function draw(random: RandomInt, sink: Sink): void {
  for (const part of sentences.draw(random)) {
    switch (part) {
      case 'N':
        phrase(nounPhrase, random, sink);
        break;
      case 'V':
        phrase(verbPhrase, random, sink);
        break;
      case 'P':
        sink.add(preposition.draw(random));
        sink.add(' the ');
        phrase(nounPhrase, random, sink);
        break;
      default:
        // A terminator stands right behind the last word.
        sink.trim();
        sink.add(terminator.draw(random));
        sink.add(' ');
    }
  }
}

function phrase(forms: Distribution<readonly PhraseWord[]>, random: RandomInt, sink: Sink): void {
  for (const { words, suffix } of forms.draw(random)) {
    sink.add(words.draw(random));
    sink.add(suffix);
  }
}
