import { expect } from 'chai';
import {
  formatTimePattern,
  parseTimePattern,
} from '../../../../../src/engine/execute/scalar/functions/time-text.ts';
import {
  jodaPattern,
  percentPattern,
} from '../../../../../src/engine/execute/scalar/functions/time-pattern.ts';
import { TrinoError } from '../../../../../src/engine/errors/trino-error.ts';

const millis = Date.UTC(2021, 2, 4, 15, 6, 7, 891);

function parsed(text: string, pattern: string): string {
  return new Date(parseTimePattern(percentPattern(pattern), text).millis).toISOString();
}

// Answers of a stock server.
describe('points in time by patterns', () => {
  for (const [pattern, text] of [
    ['EEE, d MMM yyyy', 'Thu, 4 Mar 2021'],
    ['K k H', '3 15 15'],
    ['C Y x', '20 2021 2021'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", '2021-03-04T15:06:07.891+0000'],
    ['SSSSSS', '891000'],
    ['D w', '63 9'],
  ] as const) {
    it(`are written as ${text}`, () => {
      expect(formatTimePattern(jodaPattern(pattern), millis, 0)).to.equal(text);
    });
  }

  it('are written by the patterns of MySQL', () => {
    expect(formatTimePattern(percentPattern('%r %j %v %e %f %%'), millis, 0)).to.equal(
      '03:06:07 PM 063 09 4 891000 %',
    );
  });

  for (const [text, pattern, expected] of [
    ['May 6, 2020', '%b %e, %Y', '2020-05-06T00:00:00.000Z'],
    ['2020-01', '%x-%v', '2019-12-30T00:00:00.000Z'],
    ['Monday', '%W', '2000-12-25T00:00:00.000Z'],
    ['69', '%y', '2069-01-01T00:00:00.000Z'],
    ['123456', '%f', '1970-01-01T00:00:00.123Z'],
  ] as const) {
    it(`are read from ${text}`, () => {
      expect(parsed(text, pattern)).to.equal(expected);
    });
  }

  for (const [text, pattern, message] of [
    ['2020-05-06 extra', '%Y-%m-%d', 'Invalid format: "2020-05-06 extra" is malformed at " extra"'],
    ['x', '%w', '%w not supported in date format string'],
    [
      '2020/13/01',
      '%Y/%m/%d',
      'Cannot parse "2020/13/01": Value 13 for monthOfYear must be in the range [1,12]',
    ],
    [
      '2020-02-30 01',
      '%Y-%m-%d %H',
      'Cannot parse "2020-02-30 01": Value 30 for dayOfMonth must be in the range [1,29]',
    ],
  ] as const) {
    it(`are not read from ${text} by ${pattern}`, () => {
      expect(() => parsed(text, pattern)).to.throw(TrinoError, message);
    });
  }
});
