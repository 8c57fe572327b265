import { expect } from 'chai';
import { FailureDetector } from '../../../src/server/discovery/failure-detector.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const node = { nodeId: 'w', uri: 'http://w:1' };

describe('failure detector', () => {
  let clock: VirtualClock;
  let detector: FailureDetector;
  let down: Error | undefined;
  let changes: number;

  beforeEach(() => {
    clock = new VirtualClock();
    down = undefined;
    changes = 0;
    detector = new FailureDetector({
      clock,
      enabled: true,
      intervalMillis: 500,
      threshold: 0.1,
      warmupMillis: 5_000,
      expirationMillis: 60_000,
      ping: () => (down === undefined ? Promise.resolve() : Promise.reject(down)),
      onChange: () => changes++,
    });
    detector.watch([node]);
  });

  afterEach(() => detector.stop());

  it('trusts a node from its first answer on', async () => {
    expect(detector.hasAnswered('w')).to.equal(false);
    await clock.advance(1);
    expect(detector.hasAnswered('w')).to.equal(true);
    expect(detector.isFailed('w')).to.equal(false);
    expect(changes).to.equal(1);
  });

  it('counts what happened lately', async () => {
    await clock.advance(600_000);
    const [{ statistics } = expect.fail()] = detector.list();
    // Two a second, fading by e in a minute.
    expect(statistics.requests).to.be.closeTo(120, 1);
    expect(statistics.successes).to.be.closeTo(120, 1);
    expect(statistics.failures).to.equal(0);
    expect(statistics.failureRatio).to.equal(0);
    expect(statistics.ageMillis).to.equal(600_000);
    expect(statistics.lastResponse).to.be.closeTo(clock.now(), 500);
  });

  it('calls a node failed above the threshold, and trusts it again after the warm-up', async () => {
    await clock.advance(120_000);
    down = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    await clock.advance(3_000);
    expect(detector.isFailed('w'), 'after 3 s').to.equal(false);
    await clock.advance(5_000);
    expect(detector.isFailed('w'), 'after 8 s').to.equal(true);
    expect(detector.list()[0]?.statistics.failuresByType).to.have.all.keys('java.net.ConnectException');
    down = undefined;
    const failedAt = clock.now();
    while (detector.isFailed('w') && clock.now() - failedAt < 600_000) await clock.advance(500);
    // 16 of 108 faded requests failed: more than a tenth for 20 s, and then the warm-up.
    expect(clock.now() - failedAt)
      .to.be.greaterThan(5_000)
      .and.lessThan(60_000);
    expect(changes).to.equal(3);
  });

  it('calls a node failed that never answered', async () => {
    await detector.stop();
    down = new Error('no');
    detector = new FailureDetector({
      clock,
      enabled: true,
      intervalMillis: 500,
      threshold: 0.1,
      warmupMillis: 5_000,
      expirationMillis: 60_000,
      ping: () => Promise.reject(new Error('no')),
      onChange: () => changes++,
    });
    detector.watch([node]);
    await clock.advance(1);
    expect(detector.isFailed('w')).to.equal(true);
    expect(detector.list()[0]?.statistics.failuresByType).to.have.all.keys('java.io.IOException');
  });

  it('goes on watching a node that is gone, for a while', async () => {
    await clock.advance(1);
    detector.watch([]);
    await clock.advance(60_000);
    detector.watch([]);
    expect(detector.list()).to.have.length(1);
    await clock.advance(1);
    detector.watch([]);
    expect(detector.list()).to.have.length(0);
    await clock.advance(10_000);
    expect(clock.pending).to.equal(0);
  });

  it('starts anew for a node that comes back elsewhere', async () => {
    await clock.advance(10_000);
    detector.watch([{ nodeId: 'w', uri: 'http://w:2' }]);
    expect(detector.list().map((monitor) => monitor.node.uri)).to.deep.equal(['http://w:2']);
    expect(detector.hasAnswered('w')).to.equal(false);
  });

  it('leaves no timer behind', async () => {
    await clock.advance(1_000);
    await detector.stop();
    expect(clock.pending).to.equal(0);
  });
});
