import { expect } from 'chai';
import { parseIsoNanos, parsePlainDate } from '../../../../src/engine/execute/scalar/functions/iso-time.ts';
import { formatRealScientific } from '../../../../src/engine/values/double-text.ts';

/** What a stock server answers. */
describe('ISO times by the strict rules', () => {
  it('reads nanoseconds at an offset', () => {
    const picos = 1_589_195_705_123_456_789_000n;
    expect(parseIsoNanos('2020-05-11T11:15:05.123456789Z', 0)).to.deep.equal({ picos, zone: 0 });
    expect(parseIsoNanos('2020-05-11T12:15:05.123456789+01:00', 0).picos).to.equal(picos);
  });

  for (const [text, message] of [
    ['2020', "Text '2020' could not be parsed at index 4"],
    ['2020-05-11', "Text '2020-05-11' could not be parsed at index 10"],
    ['2020-5-1T10:00:00', "Text '2020-5-1T10:00:00' could not be parsed at index 5"],
    [
      '2020-05-11T11:15:05+01',
      "Text '2020-05-11T11:15:05+01' could not be parsed, unparsed text found at index 19",
    ],
    ['2020-02-30T11:15:05', "Text '2020-02-30T11:15:05' could not be parsed: Invalid date 'FEBRUARY 30'"],
    [
      '2020-05-11T24:00:00',
      "Text '2020-05-11T24:00:00' could not be parsed: Invalid value for HourOfDay (valid values 0 - 23): 24",
    ],
  ] as const) {
    it(`refuses ${text}`, () => {
      expect(() => parseIsoNanos(text, 0)).to.throw(message);
    });
  }

  it('tells plain dates that there are not', () => {
    expect(parsePlainDate('2020-1-1')).to.equal(undefined);
    expect(() => parsePlainDate('2021-02-29')).to.throw(
      "Invalid date 'February 29' as '2021' is not a leap year",
    );
    expect(() => parsePlainDate('2020-13-01')).to.throw(
      'Invalid value for MonthOfYear (valid values 1 - 12): 13',
    );
  });

  it('casts reals with seven digits', () => {
    expect([1e10, Math.fround(3.4028235e38), 16_777_216, -0, 1.5].map(formatRealScientific)).to.deep.equal([
      '1.0E10',
      '3.402823E38',
      '1.677722E7',
      '-0E0',
      '1.5E0',
    ]);
  });
});
