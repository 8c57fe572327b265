import { expect } from 'chai';
import { createStatusApi } from '../../../src/handlers/shared/status.ts';

describe('long running splits', () => {
  it('are counted over the threshold, and named', async () => {
    const api = createStatusApi(
      {
        nodeId: 'n',
        nodeVersion: '435',
        environment: 'test',
        coordinator: false,
        uptime: () => '1.00s',
        starting: () => false,
      },
      {
        externalAddress: 'a',
        internalAddress: 'b',
        memory: () => Promise.reject(new Error('not asked')),
        load: () => ({ process: 0, system: 0 }),
        activeSplits: async () => [
          { taskId: 'q.1.0.0', runningSplits: 2, runningMillis: 120_000 },
          { taskId: 'q.1.1.0', runningSplits: 5, runningMillis: 59_999 },
          { taskId: 'q.1.2.0', runningSplits: 1, runningMillis: 60_000 },
        ],
        stuckSplitMillis: 60_000,
      },
    );
    expect(await api.getMaxActiveSplits({} as never)).to.deep.equal({
      status: 200,
      body:
        '3 splits have been continuously active for more than 1.00m seconds\n' +
        'q.1.0.0 2 splits for 2.00m\n' +
        'q.1.2.0 1 splits for 1.00m\n',
    });
  });
});
