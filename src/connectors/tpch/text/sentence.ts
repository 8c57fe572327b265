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

/** The next sentence of the benchmark's text, with the blank that ends it (TPC-H specification, clause 4.2.2.14). */
export function nextSentence(random: RandomInt): string {
  let text = '';
  for (const part of sentences.draw(random)) {
    switch (part) {
      case 'N':
        text += phrase(nounPhrase, random);
        break;
      case 'V':
        text += phrase(verbPhrase, random);
        break;
      case 'P':
        text += `${preposition.draw(random)} the ${phrase(nounPhrase, random)}`;
        break;
      default:
        // A terminator stands right behind the last word.
        text = `${text.slice(0, -1)}${terminator.draw(random)} `;
    }
  }
  return text;
}

function phrase(forms: Distribution<readonly PhraseWord[]>, random: RandomInt): string {
  let text = '';
  for (const { words, suffix } of forms.draw(random)) text += words.draw(random) + suffix;
  return text;
}
