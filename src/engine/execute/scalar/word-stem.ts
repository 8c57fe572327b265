import { createRequire } from 'node:module';
import { invalidArgument } from './functions/function-body.ts';

interface Snowball {
  newStemmer(algorithm: string): { stem(word: string): string };
}

/** Languages by the codes that Trino knows, and what their stemmers are called. */
const algorithms: Readonly<Record<string, string>> = {
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  hy: 'armenian',
  ir: 'irish',
  it: 'italian',
  lt: 'lithuanian',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
};

const require = createRequire(import.meta.url);
const stemmers = new Map<string, (word: string) => string>();

/**
 * The stem of a word by the Snowball algorithm of a language; upper case is left alone.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT for a language without one
 */
export function wordStem(word: string, language: string): string {
  let stemmer = stemmers.get(language);
  if (stemmer === undefined) {
    stemmer = load(language);
    stemmers.set(language, stemmer);
  }
  return stemmer(word);
}

function load(language: string): (word: string) => string {
  const algorithm = Object.hasOwn(algorithms, language) ? algorithms[language] : undefined;
  if (algorithm === undefined) throw invalidArgument(`Unknown stemmer language: ${language}`);
  if (algorithm === 'lithuanian')
    return (require('@orama/stemmers/lithuanian') as { stemmer: (word: string) => string }).stemmer;
  const stemmer = (require('snowball-stemmers') as Snowball).newStemmer(algorithm);
  return (word) => stemmer.stem(word);
}
