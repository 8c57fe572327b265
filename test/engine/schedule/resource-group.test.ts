import { expect } from 'chai';
import { ResourceGroup } from '../../../src/engine/schedule/resource-group.ts';

describe('the resource group', () => {
  it('starts queries in their order, a limited number at a time', () => {
    const group = new ResourceGroup(2, 10);
    const started: number[] = [];
    const leave = [1, 2, 3, 4].map((name) => group.submit(() => started.push(name)));
    expect(started).to.deep.equal([1, 2]);
    expect([group.running, group.queued, group.state]).to.deep.equal([2, 2, 'CAN_QUEUE']);
    leave[1]?.();
    expect(started).to.deep.equal([1, 2, 3]);
    leave[0]?.();
    expect(started).to.deep.equal([1, 2, 3, 4]);
    leave[2]?.();
    leave[3]?.();
    expect([group.running, group.queued, group.state]).to.deep.equal([0, 0, 'CAN_RUN']);
  });

  it('counts a query that leaves twice once', () => {
    const group = new ResourceGroup(1, 10);
    const leave = group.submit(() => undefined);
    leave();
    leave();
    expect(group.running).to.equal(0);
  });

  it('lets a query leave before it starts', () => {
    const group = new ResourceGroup(1, 10);
    const started: number[] = [];
    const first = group.submit(() => started.push(1));
    const second = group.submit(() => started.push(2));
    group.submit(() => started.push(3));
    second();
    expect(group.queued).to.equal(1);
    first();
    expect(started).to.deep.equal([1, 3]);
  });

  it('refuses what its queue has no room for', () => {
    const group = new ResourceGroup(1, 1);
    group.submit(() => undefined);
    const leave = group.submit(() => undefined);
    expect(group.state).to.equal('FULL');
    expect(() => group.submit(() => undefined))
      .to.throw('Too many queued queries for "global"')
      .with.property('errorName', 'QUERY_QUEUE_FULL');
    expect(group.queued).to.equal(1);
    leave();
    expect(group.state).to.equal('CAN_QUEUE');
  });
});
