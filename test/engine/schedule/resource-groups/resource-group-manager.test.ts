import { expect } from 'chai';
import { readResourceGroups } from '../../../../src/config/read-resource-groups.ts';
import {
  ResourceGroupManager,
  singleGroup,
} from '../../../../src/engine/schedule/resource-groups/resource-group-manager.ts';
import type { ResourceGroup } from '../../../../src/engine/schedule/resource-groups/resource-group.ts';
import type { Session } from '../../../../src/engine/session/session.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const session = (changes: Partial<Session> = {}): Session =>
  ({
    user: 'alice',
    originalUser: 'alice',
    principal: 'alice',
    groups: [],
    clientTags: [],
    resourceEstimates: {},
    systemProperties: {},
    ...changes,
  }) as unknown as Session;

/** A query of a test: it notes when it starts. */
interface Started {
  readonly names: string[];
  submit(
    name: string,
    group: ResourceGroup,
    member?: { priority?: number; memory?: number; cpu?: number },
  ): () => void;
}

function groupsOf(spec: unknown, random = (): number => 0) {
  const clock = new VirtualClock();
  const manager = new ResourceGroupManager({
    spec: readResourceGroups(spec),
    clock,
    random,
    clusterMemoryBytes: () => 1_000,
  });
  const names: string[] = [];
  const used = { memory: 0, cpu: 0 };
  const started: Started = {
    names,
    submit: (name, group, { priority = 1 } = {}) =>
      manager.submit(group, {
        priority,
        start: () => names.push(name),
        memoryBytes: () => used.memory,
        cpuNanos: () => used.cpu,
      }),
  };
  const select = (changes: Partial<Session> = {}, queryType = 'SELECT'): ResourceGroup =>
    manager.select({ session: session(changes), queryType: () => queryType });
  return { clock, manager, started, select, used };
}

const limits = (hardConcurrencyLimit: number, maxQueued = 100) => ({ hardConcurrencyLimit, maxQueued });

describe('the group of a server without configuration', () => {
  const make = (concurrent: number, queued: number): ResourceGroupManager =>
    new ResourceGroupManager({
      spec: singleGroup(concurrent, queued),
      clock: new VirtualClock(),
      random: () => 0,
      clusterMemoryBytes: () => 0,
    });
  const member = (start: () => void) => ({
    priority: 1,
    start,
    memoryBytes: () => 0,
    cpuNanos: () => 0,
  });

  it('is named global, and starts queries in their order, a limited number at a time', () => {
    const manager = make(2, 10);
    const group = manager.select({ session: session(), queryType: () => undefined });
    expect(group).to.equal(manager.find(['global']));
    const started: number[] = [];
    const leave = [1, 2, 3, 4].map((name) =>
      manager.submit(
        group,
        member(() => started.push(name)),
      ),
    );
    expect(started).to.deep.equal([1, 2]);
    expect([group.running, group.queued, group.state]).to.deep.equal([2, 2, 'CAN_QUEUE']);
    leave[1]?.();
    leave[1]?.();
    expect(started).to.deep.equal([1, 2, 3]);
    leave[0]?.();
    expect(started).to.deep.equal([1, 2, 3, 4]);
    leave[2]?.();
    leave[3]?.();
    expect([group.running, group.queued, group.state]).to.deep.equal([0, 0, 'CAN_RUN']);
  });

  it('lets a query leave before it starts', () => {
    const manager = make(1, 10);
    const group = manager.find(['global']) as ResourceGroup;
    const started: number[] = [];
    const [first, second] = [1, 2, 3].map((name) =>
      manager.submit(
        group,
        member(() => started.push(name)),
      ),
    );
    second?.();
    expect(group.queued).to.equal(1);
    first?.();
    expect(started).to.deep.equal([1, 3]);
  });

  it('refuses what its queue has no room for', () => {
    const manager = make(1, 1);
    const group = manager.find(['global']) as ResourceGroup;
    const submit = () =>
      manager.submit(
        group,
        member(() => undefined),
      );
    submit();
    const leave = submit();
    expect(group.state).to.equal('FULL');
    expect(submit)
      .to.throw('Too many queued queries for "global"')
      .with.property('errorName', 'QUERY_QUEUE_FULL');
    expect(group.queued).to.equal(1);
    leave();
    expect(group.state).to.equal('CAN_QUEUE');
  });
});

describe('resource groups', () => {
  const tree = {
    rootGroups: [
      {
        name: 'global',
        ...limits(3),
        subGroups: [
          {
            name: 'adhoc',
            ...limits(2),
            subGroups: [{ name: '${USER}', ...limits(1, 1) }],
          },
          { name: 'etl-${kind}', ...limits(2) },
        ],
      },
      { name: 'admin', ...limits(5) },
    ],
    selectors: [
      { user: 'root|admin', group: 'admin' },
      { source: '(?i)etl-(?<kind>[a-z]+)', group: 'global.etl-${kind}' },
      { queryType: 'insert', clientTags: ['big', 'slow'], group: 'admin' },
      {
        selectorResourceEstimate: {
          executionTime: { min: '1m', max: '5m' },
          peakMemory: { max: '1GB' },
        },
        group: 'admin',
      },
      { userGroup: 'people', group: 'global.adhoc.${USER}' },
      { user: '[a-y].*', authenticatedUser: 'a.*', group: 'global.adhoc.${USER}' },
    ],
  };

  for (const [changes, queryType, group] of [
    [{ user: 'root' }, 'SELECT', 'admin'],
    [{ user: 'rooter' }, 'SELECT', 'global.adhoc.rooter'],
    [{ source: 'ETL-nightly' }, 'SELECT', 'global.etl-nightly'],
    [{ clientTags: ['slow', 'x', 'big'] }, 'INSERT', 'admin'],
    [{ clientTags: ['slow', 'x', 'big'] }, 'SELECT', 'global.adhoc.alice'],
    [{ clientTags: ['slow'] }, 'INSERT', 'global.adhoc.alice'],
    [{ resourceEstimates: { executionTime: '2m', peakMemory: '1MB' } }, 'SELECT', 'admin'],
    [{ resourceEstimates: { executionTime: '2m' } }, 'SELECT', 'global.adhoc.alice'],
    [{ resourceEstimates: { executionTime: '6m', peakMemory: '1MB' } }, 'SELECT', 'global.adhoc.alice'],
    [{ user: 'zoe', groups: ['staff', 'people'] }, 'SELECT', 'global.adhoc.zoe'],
    [{ user: 'a.b', groups: ['people'] }, 'SELECT', 'global.adhoc.a.b'],
  ] as const) {
    it(`put ${queryType} of ${JSON.stringify(changes)} into ${group}`, () => {
      const { select, manager } = groupsOf(tree);
      const selected = select(changes, queryType);
      expect(selected.id.join('.')).to.equal(group);
      expect(manager.find(selected.id)).to.equal(selected);
    });
  }

  it('reject what no selector takes', () => {
    const { select } = groupsOf(tree);
    expect(() => select({ user: 'zoe' }))
      .to.throw('Query did not match any selection rule')
      .with.property('errorName', 'QUERY_REJECTED');
  });

  it('hold the limits of every group above', () => {
    const { started, select } = groupsOf(tree);
    const users = ['ann', 'bob', 'cyd'].map((user) => select({ user }));
    const [ann, bob, cyd] = users as [ResourceGroup, ResourceGroup, ResourceGroup];
    const etl = select({ source: 'etl-x' });
    const leaveAnn = started.submit('ann1', ann);
    started.submit('ann2', ann);
    expect(() => started.submit('ann3', ann)).to.throw('Too many queued queries for "global.adhoc.ann"');
    started.submit('bob1', bob);
    started.submit('cyd1', cyd);
    started.submit('etl1', etl);
    started.submit('etl2', etl);
    expect(started.names).to.deep.equal(['ann1', 'bob1', 'etl1']);
    const { parent: adhoc } = ann;
    expect([adhoc?.running, adhoc?.queued, adhoc?.parent?.running, adhoc?.parent?.queued]).to.deep.equal([
      2, 2, 3, 3,
    ]);
    leaveAnn();
    // adhoc has waited longer than etl, ann longer than cyd.
    expect(started.names.slice(3)).to.deep.equal(['ann2']);
  });

  it('with the policy fair take turns', () => {
    const { started, select } = groupsOf({
      rootGroups: [{ name: 'all', ...limits(1), subGroups: [{ name: '${USER}', ...limits(1) }] }],
      selectors: [{ group: 'all.${USER}' }],
    });
    const [ann, bob] = ['ann', 'bob'].map((user) => select({ user })) as [ResourceGroup, ResourceGroup];
    const leaves = [
      started.submit('ann1', ann),
      started.submit('ann2', ann),
      started.submit('ann3', ann),
      started.submit('bob1', bob),
      started.submit('bob2', bob),
    ];
    for (const at of [0, 1, 3, 2]) leaves[at]?.();
    expect(started.names).to.deep.equal(['ann1', 'ann2', 'bob1', 'ann3', 'bob2']);
  });

  it('with the policy query_priority start the highest first, whichever group it is in', () => {
    const { started, select } = groupsOf({
      rootGroups: [
        {
          name: 'all',
          ...limits(1),
          schedulingPolicy: 'query_priority',
          subGroups: [{ name: '${USER}', ...limits(1) }],
        },
      ],
      selectors: [{ group: 'all.${USER}' }],
    });
    const [ann, bob] = ['ann', 'bob'].map((user) => select({ user })) as [ResourceGroup, ResourceGroup];
    const leaves = new Map<string, () => void>();
    for (const [name, group, priority] of [
      ['first', ann, 1],
      ['low', ann, 2],
      ['high', bob, 9],
      ['middle', ann, 5],
    ] as const) {
      leaves.set(name, started.submit(name, group, { priority }));
    }
    for (const name of ['first', 'high', 'middle']) leaves.get(name)?.();
    expect(started.names).to.deep.equal(['first', 'high', 'middle', 'low']);
  });

  it('with the policy weighted_fair run in proportion to their weights', () => {
    const { started, select } = groupsOf({
      rootGroups: [
        {
          name: 'all',
          ...limits(8),
          schedulingPolicy: 'weighted_fair',
          subGroups: [
            { name: 'big', ...limits(8), schedulingWeight: 3 },
            { name: 'small', ...limits(8), schedulingWeight: 1 },
          ],
        },
      ],
      selectors: [
        { user: 'big', group: 'all.big' },
        { user: 'small', group: 'all.small' },
      ],
    });
    const [big, small] = ['big', 'small'].map((user) => select({ user })) as [ResourceGroup, ResourceGroup];
    const blockers = Array.from({ length: 8 }, (_, n) => started.submit(`blocker${n}`, big));
    for (let n = 0; n < 10; n++) {
      started.submit('big', big);
      started.submit('small', small);
    }
    for (const leave of blockers) leave();
    const next = started.names.slice(8);
    expect([next.length, next.filter((name) => name === 'big').length]).to.deep.equal([8, 6]);
  });

  it('with the policy weighted choose by chance, those below their soft limit first', () => {
    let chance = 0;
    const { started, select } = groupsOf(
      {
        rootGroups: [
          {
            name: 'all',
            ...limits(2),
            schedulingPolicy: 'weighted',
            subGroups: [
              { name: 'a', ...limits(9), softConcurrencyLimit: 1, schedulingWeight: 1 },
              { name: 'b', ...limits(9), softConcurrencyLimit: 1, schedulingWeight: 2 },
            ],
          },
        ],
        selectors: [
          { user: 'a', group: 'all.a' },
          { user: 'b', group: 'all.b' },
        ],
      },
      () => chance,
    );
    const [a, b] = ['a', 'b'].map((user) => select({ user })) as [ResourceGroup, ResourceGroup];
    const leaves = [started.submit('a1', a), started.submit('a2', a)];
    started.submit('a3', a);
    started.submit('b1', b);
    chance = 0.01;
    // a runs one query, as many as its soft limit allows: however small the number is drawn, b goes first.
    leaves[0]?.();
    expect(started.names).to.deep.equal(['a1', 'a2', 'b1']);
    leaves[1]?.();
    expect(started.names).to.deep.equal(['a1', 'a2', 'b1', 'a3']);
  });

  it('wait while their memory is beyond the limit', async () => {
    const { started, select, clock, used, manager } = groupsOf({
      rootGroups: [{ name: 'all', ...limits(9), softMemoryLimit: '50%' }],
      selectors: [{ group: 'all' }],
    });
    const group = select();
    const leave = started.submit('first', group);
    used.memory = 501;
    await clock.advance(1_000);
    expect(group.state).to.equal('CAN_QUEUE');
    const leaveSecond = started.submit('second', group);
    expect(started.names).to.deep.equal(['first']);
    used.memory = 400;
    await clock.advance(1_000);
    expect(started.names).to.deep.equal(['first', 'second']);
    leave();
    leaveSecond();
    await clock.advance(2_000);
    expect(clock.pending, 'nothing is measured when nothing runs').to.equal(0);
    manager.close();
  });

  it('run less from the soft limit of processor time on, nothing from the hard one on, until the quota has grown', async () => {
    const { started, select, clock, used, manager } = groupsOf({
      cpuQuotaPeriod: '10s',
      rootGroups: [{ name: 'all', ...limits(4), softCpuLimit: '5s', hardCpuLimit: '10s' }],
      selectors: [{ group: 'all' }],
    });
    const group = select();
    const leave = started.submit('first', group);
    used.cpu = 9.5e9;
    await clock.advance(1_000);
    // 9.5 s used, 1 s of quota: 8.5 of 10 s, which leaves 30 % of four places, one.
    const leaveSecond = started.submit('second', group);
    expect(started.names).to.deep.equal(['first']);
    leave();
    expect(started.names).to.deep.equal(['first', 'second']);
    used.cpu = 30e9;
    await clock.advance(1_000);
    started.submit('third', group);
    leaveSecond();
    expect(started.names, 'beyond the hard limit').to.deep.equal(['first', 'second']);
    await clock.advance(60_000);
    expect(started.names).to.deep.equal(['first', 'second', 'third']);
    manager.close();
    expect(clock.pending).to.equal(0);
  });

  it('forget those that templates made, when they are many and idle', () => {
    const { started, select, manager } = groupsOf({
      rootGroups: [{ name: 'all', ...limits(9), subGroups: [{ name: '${USER}', ...limits(1) }] }],
      selectors: [{ group: 'all.${USER}' }],
    });
    const busy = select({ user: 'busy' });
    started.submit('busy', busy);
    for (let n = 0; n < 5_000; n++) started.submit('q', select({ user: `user${n}` }))();
    expect(manager.find(['all'])?.subGroups.length).to.be.within(900, 1_000);
    expect(manager.find(['all', 'busy'])).to.equal(busy);
  });
});
