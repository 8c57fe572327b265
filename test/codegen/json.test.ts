import { expect } from 'chai';
import fc from 'fast-check';
import { parseJson, stringifyJson } from '../../codegen/runtime.ts';

describe('lossless JSON', () => {
  it('reads long integers exactly and leaves the rest to JSON.parse', () => {
    expect(parseJson('9007199254740991')).to.equal(9007199254740991);
    expect(parseJson('9007199254740993')).to.equal(9007199254740993n);
    expect(parseJson('[-9223372036854775808,1]')).to.deep.equal([-9223372036854775808n, 1]);
    expect(parseJson('{"a":{"b":[9223372036854775807]}}')).to.deep.equal({
      a: { b: [9223372036854775807n] },
    });
    expect(parseJson('1234567890123456789.5')).to.equal(1234567890123456800);
    expect(parseJson('1234567890123456789E2')).to.equal(1234567890123456800e2);
    expect(parseJson('0.12345678901234567890')).to.equal(0.12345678901234568);
  });

  it('leaves long digits in strings and keys alone', () => {
    const text = String.raw`{"1234567890123456789":"1234567890123456789","a":"\"1234567890123456789","b":"\\"}`;
    expect(parseJson(text)).to.deep.equal(JSON.parse(text));
  });

  const wrong = [
    '',
    '{',
    '01234567890123456789',
    '-',
    '1234567890123456789 1',
    '{1234567890123456789:1}',
    '"1234567890123456',
  ];
  for (const text of wrong) {
    it(`refuses ${JSON.stringify(text)} as JSON.parse does`, () => {
      expect(() => JSON.parse(text) as unknown).to.throw(SyntaxError);
      expect(() => parseJson(text)).to.throw(SyntaxError);
    });
  }

  it('reads nesting of any depth', () => {
    const depth = 100_000;
    const text = `${'['.repeat(depth)}1234567890123456789${']'.repeat(depth)}`;
    expect(parseJson(text)).to.be.an('array');
  });

  it('writes bigints as digits and large doubles with an exponent', () => {
    expect(stringifyJson({ a: 9223372036854775807n, b: [1n], c: undefined })).to.equal(
      '{"a":9223372036854775807,"b":[1]}',
    );
    expect(stringifyJson([12345678901234567000, 9007199254740991])).to.equal(
      '[1.2345678901234567e+19,9007199254740991]',
    );
    expect(stringifyJson('1234567890123456789')).to.equal('"1234567890123456789"');
    expect(() => stringifyJson(undefined)).to.throw(TypeError);
  });

  it('reports a cycle', () => {
    const cycle: Record<string, unknown> = { long: 1n };
    cycle['self'] = cycle;
    expect(() => stringifyJson(cycle)).to.throw(TypeError);
  });

  it('gives back what was written', () => {
    const long = fc.oneof(
      fc.bigInt({ min: 9007199254740992n, max: 9223372036854775807n }),
      fc.bigInt({ min: -9223372036854775808n, max: -9007199254740992n }),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        long,
        fc.array(tie('tree')),
        fc.dictionary(fc.string(), tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        // JSON has no negative zero.
        const expected = JSON.stringify(value, (_key, member: unknown) =>
          typeof member === 'bigint' ? `long ${member}` : member,
        );
        const read = JSON.stringify(parseJson(stringifyJson(value)), (_key, member: unknown) =>
          typeof member === 'bigint' ? `long ${member}` : member,
        );
        expect(read).to.equal(expected);
      }),
    );
  });
});
