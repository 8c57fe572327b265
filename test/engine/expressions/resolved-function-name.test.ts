import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { encodeBase32Hex } from '../../../src/engine/expressions/base32hex.ts';
import {
  decodeFunctionName,
  encodeFunctionName,
} from '../../../src/engine/expressions/resolved-function-name.ts';
import { resolveFunction } from '../../../src/engine/functions/resolve-function.ts';
import { readRecording } from '../../contract/recording.ts';

describe('names of resolved functions', () => {
  it('reads a name that another implementation wrote, and writes it back unchanged', () => {
    const request = JSON.stringify(readRecording('taskapi-handmade-filter').request.body);
    const name = /"(@system@builtin@length@[0-9a-v]+=*)\\?"/.exec(request.replaceAll('\\"', '"'))?.[1] ?? '';
    const fn = decodeFunctionName(name);
    expect(fn.id).to.equal('length(varchar(x)):bigint');
    expect(fn.signature.argumentTypes).to.deep.equal(['varchar(25)']);
    expect(encodeFunctionName(fn)).to.equal(name);
  });

  it('writes a frame that says its size, which Trino needs, and reads it back', () => {
    const { function: fn } = resolveFunction('upper', [{ kind: 'varchar', length: 7 }]);
    const name = encodeFunctionName(fn);
    expect(name).to.match(/^@system@builtin@upper@52qivv/);
    expect(decodeFunctionName(name)).to.deep.equal(fn);
  });

  it('is the same name for the same function', () => {
    const { function: fn } = resolveFunction('lower', [{ kind: 'varchar', length: 7 }]);
    expect(encodeFunctionName({ ...fn })).to.equal(encodeFunctionName(fn));
  });

  for (const [what, data] of [
    ['something else', encodeBase32Hex(Buffer.from('no frame at all'))],
    ['letters outside the alphabet', 'zzzz'],
    ['nothing', ''],
    [
      'a frame without size',
      encodeBase32Hex(Buffer.from('28b52ffd00586500003068656c6c6f200100994b11', 'hex')),
    ],
    ['a frame that claims a gigabyte', encodeBase32Hex(Buffer.from('28b52ffd80580000004065000030', 'hex'))],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => decodeFunctionName(`@system@builtin@upper@${data}`))
        .to.throw(TrinoError, 'Not a resolved function')
        .with.property('errorName', 'GENERIC_INTERNAL_ERROR');
    });
  }
});
