import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { parsePath } from '../../../src/engine/json-path/parse-path.ts';
import { PathSyntaxError } from '../../../src/engine/json-path/path-errors.ts';
import { readPath, writePath } from '../../../src/engine/json-path/path-wire.ts';

interface StockAnswer {
  readonly path: string;
  /** Of a syntax error, from the path's first character. */
  readonly offset?: number;
  readonly message?: string;
}

const parameters = [
  { name: 'x', isJson: false },
  { name: 'N', isJson: false },
];

const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as StockAnswer);

describe('paths of SQL/JSON', () => {
  for (const { path, offset, message } of answers) {
    it(`${message === undefined ? 'reads' : 'refuses'} ${path}`, () => {
      let error: unknown;
      try {
        const read = parsePath(path, parameters);
        expect(readPath(writePath(read))).to.deep.equal(read);
      } catch (thrown) {
        error = thrown;
      }
      expect(error === undefined ? undefined : (error as Error).message).to.equal(message);
      if (offset !== undefined) expect((error as PathSyntaxError).offset).to.equal(offset);
      expect(error instanceof PathSyntaxError).to.equal(offset !== undefined);
    });
  }

  // What a stock server's plans hold for these paths.
  for (const [path, json] of [
    [
      'lax $.a + 1',
      '{"lax":true,"root":{"@type":"binary","operator":"ADD","left":{"@type":"memberaccessor","base":{"@type":"contextvariable"},"key":"a"},"right":{"@type":"literal","type":"integer","valueAsBlock":"CQAAAElOVF9BUlJBWQEAAAAAAQAAAA=="}}}',
    ],
    [
      'strict $.a[*] ? (@ > 1)',
      '{"lax":false,"root":{"@type":"filter","base":{"@type":"arrayaccessor","base":{"@type":"memberaccessor","base":{"@type":"contextvariable"},"key":"a"},"subscripts":[]},"predicate":{"@type":"comparison","operator":"GREATER_THAN","left":{"@type":"currentitem"},"right":{"@type":"literal","type":"integer","valueAsBlock":"CQAAAElOVF9BUlJBWQEAAAAAAQAAAA=="}}}}',
    ],
    ['lax -null', '{"lax":true,"root":{"@type":"unary","sign":"MINUS","base":["jsonnull","JSON_NULL"]}}'],
    [
      'lax $.size().double().ceiling().floor().abs().keyvalue()',
      '{"lax":true,"root":{"@type":"keyvalue","base":{"@type":"abs","base":{"@type":"floor","base":{"@type":"ceiling","base":{"@type":"double","base":{"@type":"size","base":{"@type":"contextvariable"},"type":"integer"},"type":"double"},"type":"double"},"type":"double"},"type":"double"}}}',
    ],
    ['lax $x', '{"lax":true,"root":{"@type":"namedvaluevariable","index":0}}'],
  ] as const) {
    it(`writes ${path} as stock does`, () => {
      expect(writePath(parsePath(path, parameters))).to.equal(json);
    });
  }

  it('refuses what is nested too deeply', () => {
    expect(() => parsePath(`lax ${'('.repeat(5000)}$${')'.repeat(5000)}`)).to.throw('too deeply nested');
  });
});
