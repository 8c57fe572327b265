import { expect } from 'chai';
import { sqlLiteral, typed, type SqlParameter } from '../../src/client/index.ts';

describe('client: SQL of parameters', () => {
  const cases: readonly (readonly [SqlParameter, string])[] = [
    [null, 'NULL'],
    [undefined, 'NULL'],
    [true, 'true'],
    [-7, '-7'],
    [2 ** 40, '1099511627776'],
    [1.5, '1.5E0'],
    [1e-7, '1E-7'],
    [1e300, '1E300'],
    [-0, '-0E0'],
    [NaN, 'nan()'],
    [-Infinity, '-infinity()'],
    [5n, "BIGINT '5'"],
    [-(2n ** 63n), "BIGINT '-9223372036854775808'"],
    [2n ** 63n, "DECIMAL '9223372036854775808'"],
    ["it's; DROP", "'it''s; DROP'"],
    [new Date('2024-02-29T01:02:03.456Z'), "TIMESTAMP '2024-02-29 01:02:03.456 UTC'"],
    [Uint8Array.of(0, 255), "X'00ff'"],
    [[1, null, ["x'"]], "ARRAY[1, NULL, ARRAY['x''']]"],
    [new Map<SqlParameter, SqlParameter>([['a', 1n]]), "MAP(ARRAY['a'], ARRAY[BIGINT '1'])"],
    [typed('decimal(12, 2)', '1.50'), "CAST('1.50' AS decimal(12, 2))"],
    [typed('row(a bigint, "b ""c" varchar)', '{}'), `CAST('{}' AS row(a bigint, "b ""c" varchar))`],
  ];
  for (const [value, sql] of cases) {
    it(`is ${sql}`, () => {
      expect(sqlLiteral(value)).to.equal(sql);
    });
  }

  it('refuses what has no SQL', () => {
    expect(() => sqlLiteral(new Date(NaN))).to.throw(RangeError);
    expect(() => sqlLiteral(10n ** 38n)).to.throw(RangeError, '38 digits');
    expect(() => sqlLiteral({} as SqlParameter)).to.throw(TypeError);
    expect(() => sqlLiteral((() => 1) as unknown as SqlParameter)).to.throw(TypeError);
  });

  it('lets no type out of its place', () => {
    expect(() => typed("varchar); DROP TABLE t --'", 'x')).to.throw(TypeError, 'is no type');
    expect(() => typed('row("a" b" bigint)', 'x')).to.throw(TypeError);
    expect(() => sqlLiteral({ sqlType: "bigint)'", text: '1' })).to.throw(TypeError);
  });
});
