import { expect } from 'chai';
import {
  parseDateText,
  parseDecimalText,
  parseIntervalText,
  parseTimestampText,
  parseTimeText,
} from '../../../src/engine/expressions/literal-text.ts';
import { timeZoneKey } from '../../../src/engine/values/time-zone-key.ts';

describe('texts of literals', () => {
  for (const [text, days] of [
    ['1970-01-01', 0],
    [' 2020-1-1 ', 18262],
    ['+12345-01-01', 3789391],
    ['-0001-12-31', -719529],
    ['5881580-07-11', 2147483647],
    ['-5877641-06-23', -2147483648],
    ['5881580-07-12', undefined],
    ['2019-02-29', undefined],
    ['2020-13-01', undefined],
    ['2020-01-01 00:00:00', undefined],
    ['', undefined],
  ] as const) {
    it(`reads '${text}' as a date`, () => {
      expect(parseDateText(text)).to.equal(days);
    });
  }

  for (const [text, type, value] of [
    ['01:02', { kind: 'time', precision: 0 }, 3720000000000000n],
    ['1:2:3.5', { kind: 'time', precision: 1 }, 3723500000000000n],
    [
      '01:02:03.1 +02:00',
      { kind: 'time with time zone', precision: 1 },
      { millis: 3723100n, picosOfMilli: 0, zoneKey: 120 },
    ],
    ['24:00:00', undefined, undefined],
    ['01:02:03+15:00', undefined, undefined],
    ['01:02:03 Europe/Berlin', undefined, undefined],
    [' 01:02', undefined, undefined],
  ] as const) {
    it(`reads '${text}' as a time`, () => {
      expect(parseTimeText(text)).to.deep.equal(type === undefined ? undefined : { type, value });
    });
  }

  for (const [text, type, value] of [
    ['2020-01-01', { kind: 'timestamp', precision: 0 }, 1577836800000000n],
    ['2020-01-01 01:02:03.123', { kind: 'timestamp', precision: 3 }, 1577840523123000n],
    [
      '2020-01-01 00:00:00.1234567',
      { kind: 'timestamp', precision: 7 },
      { micros: 1577836800123456n, picos: 700000 },
    ],
    [
      '2020-10-25 02:30:00 Europe/Berlin',
      { kind: 'timestamp with time zone', precision: 0 },
      { millis: 1603585800000n, picosOfMilli: 0, zoneKey: timeZoneKey('Europe/Berlin') },
    ],
    [
      '2020-01-01 +02:00',
      { kind: 'timestamp with time zone', precision: 0 },
      { millis: 1577829600000n, picosOfMilli: 0, zoneKey: 960 },
    ],
    ['2020-03-08 02:30:00 America/New_York', undefined, undefined],
    ['2020-01-01 01:02:03 utc', undefined, undefined],
    ['2020-01-01 01', undefined, undefined],
    ['2020-01-01T01:02:03', undefined, undefined],
  ] as const) {
    it(`reads '${text}' as a timestamp`, () => {
      expect(parseTimestampText(text)).to.deep.equal(type === undefined ? undefined : { type, value });
    });
  }

  for (const [text, start, end, amount] of [
    ['2-3', 'YEAR', 'MONTH', 27n],
    ['-2-3', 'YEAR', 'MONTH', -27n],
    ['1 2:3:4.5', 'DAY', 'SECOND', 93784500n],
    ['1.5678', 'SECOND', undefined, 1567n],
    ['2:3', 'HOUR', 'MINUTE', 7380000n],
    ['90', 'MINUTE', undefined, 5400000n],
    ['1.5', 'DAY', undefined, undefined],
    ['1', 'DAY', 'YEAR', undefined],
    ['1', 'MONTH', 'DAY', undefined],
    ['12345678901', 'DAY', undefined, undefined],
  ] as const) {
    it(`reads '${text}' as an interval of ${start}`, () => {
      expect(parseIntervalText(text, start, end)).to.equal(amount);
    });
  }

  for (const [text, expected] of [
    ['007.50', { unscaled: 750n, precision: 3, scale: 2 }],
    ['-0.001', { unscaled: -1n, precision: 3, scale: 3 }],
    ['1_000.5', { unscaled: 10005n, precision: 5, scale: 1 }],
    ['.5', { unscaled: 5n, precision: 1, scale: 1 }],
    ['0', { unscaled: 0n, precision: 1, scale: 0 }],
    ['1e3', undefined],
    ['123456789012345678901234567890123456789', undefined],
    ['.', undefined],
  ] as const) {
    it(`reads '${text}' as a decimal`, () => {
      expect(parseDecimalText(text)).to.deep.equal(expected);
    });
  }
});
