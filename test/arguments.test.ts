import { expect } from 'chai';
import { help, parseCommand, UsageError } from '../src/arguments.ts';

const nothing = { kind: 'start', port: undefined, host: undefined, etc: undefined, contract: false };

describe('the command line', () => {
  for (const [args, command] of [
    [[], nothing],
    [['--port', '0'], { ...nothing, port: 0 }],
    [['--port=65535'], { ...nothing, port: 65_535 }],
    [
      ['--host', '::1', '--etc', 'etc', '--contract'],
      { ...nothing, host: '::1', etc: 'etc', contract: true },
    ],
    [['--version'], { kind: 'version' }],
    [['--port', '1', '--help'], { kind: 'help' }],
    [['-h'], { kind: 'help' }],
  ] as const) {
    it(`reads ${JSON.stringify(args)}`, () => {
      expect(parseCommand(args)).to.deep.equal(command);
    });
  }

  for (const [args, message] of [
    [['--prot', '1'], /'--prot'/],
    [['--port'], /--port/],
    [['--port', 'x'], /must be a number from 0 to 65535, not 'x'/],
    [['--port', '65536'], /not '65536'/],
    [['--port', '-1'], /--port/],
    [['etc'], /'etc'/],
    [['--contract=1'], /--contract/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      expect(() => parseCommand(args)).to.throw(UsageError, message);
    });
  }

  it('explains every option', () => {
    for (const option of ['--port', '--host', '--etc', '--contract', '--version', '--help'])
      expect(help).to.contain(option);
  });
});
