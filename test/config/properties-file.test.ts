import { expect } from 'chai';
import { MalformedEscapeError, parseProperties } from '../../src/config/properties-file.ts';

const pairs = (text: string): [string, string][] =>
  parseProperties(text).map(({ name, value }) => [name, value]);

describe('properties files', () => {
  for (const [what, text, expected] of [
    ['a name and a value', 'a=b', [['a', 'b']]],
    ['blanks around the sign and at the ends', '  a = b \t\n', [['a', 'b']]],
    ['a colon', 'a:b', [['a', 'b']]],
    ['blanks alone', 'a b c', [['a', 'b c']]],
    [
      'a second sign',
      'a==b\nc = : d',
      [
        ['a', '=b'],
        ['c', ': d'],
      ],
    ],
    [
      'no value',
      'a\nb=\nc:',
      [
        ['a', ''],
        ['b', ''],
        ['c', ''],
      ],
    ],
    ['comments', '# x=1\n  ! y=2\n\n \t\na=1 # no comment', [['a', '1 # no comment']]],
    [
      'continued lines',
      'a=1,\\\n   2,\\\n\t3\nb=4',
      [
        ['a', '1,2,3'],
        ['b', '4'],
      ],
    ],
    ['a continued name', 'long.\\\n  name=x', [['long.name', 'x']]],
    ['a comment sign in a continued line', 'a=1\\\n#2', [['a', '1#2']]],
    ['a continuation at the end', 'a=1\\', [['a', '1']]],
    [
      'an escaped backslash at the end',
      'a=1\\\\\nb=2',
      [
        ['a', '1\\'],
        ['b', '2'],
      ],
    ],
    ['escaped signs in a name', 'a\\=b\\:c\\ d=e', [['a=b:c d', 'e']]],
    ['characters by escape', 'a=\\t|\\n|\\f|\\r|\\q', [['a', '|\n|\f|\r|q']]],
    ['characters by number', 'a=\\u00e4\\u4E2D', [['a', 'ä中']]],
    [
      'all kinds of line ends',
      'a=1\r\nb=2\rc=3',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'a name that comes twice',
      'a=1\na=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['nothing', '', []],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(pairs(text)).to.deep.equal(expected);
    });
  }

  it('knows the line of each name', () => {
    expect(parseProperties('# one\n\na=1\\\n 2\nb=3').map(({ line }) => line)).to.deep.equal([3, 5]);
  });

  it('refuses escapes without a number', () => {
    expect(() => parseProperties('a=1\nb=\\u12g4'))
      .to.throw(MalformedEscapeError)
      .with.property('line', 2);
  });
});
