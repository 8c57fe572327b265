import { expect } from 'chai';
import { pino } from 'pino';
import { GracefulShutdown } from '../../src/server/graceful-shutdown.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

describe('leaving the cluster', () => {
  let clock: VirtualClock;
  let steps: string[];
  let tasksEnd: () => void;

  beforeEach(() => {
    clock = new VirtualClock();
    steps = [];
    tasksEnd = () => undefined;
  });

  const shutdown = (coordinator = false): GracefulShutdown =>
    new GracefulShutdown({
      clock,
      log: pino({ level: 'silent' }),
      coordinator,
      gracePeriodMillis: 1_000,
      whenIdle: () => {
        steps.push('waits');
        return new Promise((resolve) => (tasksEnd = resolve));
      },
      end: async () => {
        steps.push('ends');
      },
      onChange: () => steps.push('tells'),
    });

  it('takes the grace period, the tasks, and the grace period', async () => {
    const leaving = shutdown();
    expect(leaving.state).to.equal('ACTIVE');
    leaving.request();
    leaving.request();
    expect(leaving.state).to.equal('SHUTTING_DOWN');
    await clock.advance(999);
    expect(steps).to.deep.equal(['tells']);
    await clock.advance(1);
    expect(steps).to.deep.equal(['tells', 'waits']);
    await clock.advance(100_000);
    tasksEnd();
    await clock.advance(999);
    expect(steps).to.deep.equal(['tells', 'waits']);
    await clock.advance(1);
    expect(steps).to.deep.equal(['tells', 'waits', 'ends']);
    expect(clock.pending).to.equal(0);
  });

  it('is not for a coordinator', () => {
    const leaving = shutdown(true);
    expect(() => {
      leaving.request();
    }).to.throw('Cannot shutdown coordinator');
    expect(leaving.state).to.equal('ACTIVE');
  });

  it('is cut short by the end of the process', async () => {
    const leaving = shutdown();
    leaving.request();
    leaving.close();
    await clock.advance(100_000);
    expect(steps).to.deep.equal(['tells']);
    expect(clock.pending).to.equal(0);
  });
});
