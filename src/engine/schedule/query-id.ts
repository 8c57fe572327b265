import type { Clock } from './clock.ts';

const suffixAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const lastCounter = 90_000;

/** Five characters that tell this coordinator's queries from those of its earlier starts. @param random yields [0, 1) */
export function coordinatorId(random: () => number): string {
  let text = '';
  for (let i = 0; i < 5; i++) text += suffixAlphabet.charAt(Math.floor(random() * suffixAlphabet.length));
  return text;
}

/**
 * Makes query ids `yyyyMMdd_HHmmss_NNNNN_ccccc` (UTC; the counter restarts at midnight and at 90000).
 * @param suffix five characters, fixed for a start of the coordinator
 */
export function queryIdGenerator(clock: Clock, suffix: string): () => string {
  let day = '';
  let counter = 0;
  return () => {
    const [date, time] = new Date(clock.now()).toISOString().split('T') as [string, string];
    if (date !== day || counter >= lastCounter) {
      day = date;
      counter = 0;
    }
    const number = String(counter++).padStart(5, '0');
    return `${date.replaceAll('-', '')}_${time.slice(0, 8).replaceAll(':', '')}_${number}_${suffix}`;
  };
}

/** Whether a text can be a query id (`[_a-z0-9]+`); other texts are answered 404. */
export function isQueryId(text: string): boolean {
  return /^[_a-z0-9]+$/.test(text);
}
