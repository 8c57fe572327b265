import { start, type RunningNode } from '../../src/index.ts';
import { describeClient } from './client-suite.ts';

describe('client against a node of ours', () => {
  let node: RunningNode | undefined;

  before(async () => {
    node = await start({ port: 0 });
  });

  after(async () => {
    await node?.stop();
  });

  describeClient(() => node?.url ?? '');
});
