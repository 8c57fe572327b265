import { TrinoError } from '../../errors/trino-error.ts';
import { chooseFair, chooseLeastUsed, choosePriority, chooseWeighted } from './choose-next.ts';
import type { ResourceGroupSpec, SchedulingPolicy } from './resource-groups-spec.ts';

/** A query as its group sees it. */
export interface GroupMember {
  /** `query_priority`, 1 at the least. */
  readonly priority: number;
  start(): void;
  /** What its tasks hold now, bytes. */
  memoryBytes(): number;
  /** What its tasks have used, nanoseconds. */
  cpuNanos(): number;
}

/** What groups ask of their surroundings. */
export interface GroupEnvironment {
  readonly random: () => number;
  /** Memory that all nodes have for queries, bytes. */
  readonly clusterMemoryBytes: () => number;
  /** `cpuQuotaPeriod`, ms. */
  readonly cpuQuotaPeriodMillis?: number | undefined;
}

interface Place {
  readonly member: GroupMember;
  state: 'queued' | 'running' | 'left';
  /** Processor time that the groups know of, nanoseconds. */
  countedCpuNanos: number;
}

/**
 * A resource group: it runs queries up to its limits and keeps others waiting, or it divides what it may among sub-groups.
 *
 *   submit ─▶ queued ─▶ running ─▶ left      a place in the group; the counts of its ancestors follow
 *     └────────────────────┘
 */
export class ResourceGroup {
  readonly id: readonly string[];
  readonly parent: ResourceGroup | undefined;
  readonly spec: ResourceGroupSpec;
  readonly #environment: GroupEnvironment;
  readonly #subGroups = new Map<string, ResourceGroup>();
  /** Sub-groups with queued queries. */
  readonly #waitingGroups = new Set<ResourceGroup>();
  readonly #queue: Place[] = [];
  readonly #places = new Set<Place>();
  #running = 0;
  #queued = 0;
  /** As of the last `refresh`, with its sub-groups, bytes. */
  #memoryBytes = 0;
  /** Beyond what its quota has allowed since, with its sub-groups, ms. */
  #cpuMillis = 0;
  /** When it began to wait for its turn, or last had it: a number that grows over all its siblings. */
  #turn = 0;
  #turns = 0;

  constructor(name: string, spec: ResourceGroupSpec, environment: GroupEnvironment, parent?: ResourceGroup) {
    this.id = [...(parent?.id ?? []), name];
    this.spec = spec;
    this.parent = parent;
    this.#environment = environment;
  }

  /** With its sub-groups. */
  get running(): number {
    return this.#running;
  }

  /** With its sub-groups. */
  get queued(): number {
    return this.#queued;
  }

  get cpuMillis(): number {
    return this.#cpuMillis;
  }

  get turn(): number {
    return this.#turn;
  }

  get subGroups(): readonly ResourceGroup[] {
    return [...this.#subGroups.values()];
  }

  get eligibleSubGroups(): number {
    return [...this.#waitingGroups].filter((group) => group.#mayStartNext()).length;
  }

  /** Whether it could be forgotten: nothing would be lost. */
  get idle(): boolean {
    return this.#running === 0 && this.#queued === 0 && this.#cpuMillis === 0 && this.#subGroups.size === 0;
  }

  get hardConcurrencyLimit(): number {
    return this.spec.hardConcurrencyLimit;
  }

  get maxQueuedQueries(): number {
    return this.spec.maxQueued;
  }

  get schedulingPolicy(): SchedulingPolicy {
    return this.spec.schedulingPolicy;
  }

  /** Bytes; undefined without limit. */
  get softMemoryLimitBytes(): number | undefined {
    const limit = this.spec.softMemoryLimit;
    if (limit === undefined) return undefined;
    return limit.kind === 'bytes' ? limit.bytes : limit.share * this.#environment.clusterMemoryBytes();
  }

  /** FULL refuses, CAN_QUEUE queues, CAN_RUN starts. */
  get state(): 'FULL' | 'CAN_QUEUE' | 'CAN_RUN' {
    if (this.#mayRunMore()) return 'CAN_RUN';
    return this.#mayQueueMore() ? 'CAN_QUEUE' : 'FULL';
  }

  /** Where a group of WEIGHTED siblings stands: while it is below its soft limit it goes before those that are not. */
  get currentWeight(): number {
    const { schedulingWeight, softConcurrencyLimit } = this.spec;
    return this.#running >= softConcurrencyLimit ? schedulingWeight : schedulingWeight * 0x7fff_ffff;
  }

  /** The highest of its waiting queries' priorities. */
  get highestPriority(): number {
    const own = this.#queue.map((place) => place.member.priority);
    return Math.max(0, ...own, ...[...this.#waitingGroups].map((group) => group.highestPriority));
  }

  /** The sub-group of this name, made if there is none yet. */
  subGroup(name: string, spec: ResourceGroupSpec): ResourceGroup {
    let group = this.#subGroups.get(name);
    if (group === undefined) {
      group = new ResourceGroup(name, spec, this.#environment, this);
      this.#subGroups.set(name, group);
    }
    return group;
  }

  find(name: string): ResourceGroup | undefined {
    return this.#subGroups.get(name);
  }

  /** Forgets a sub-group that is idle. */
  forget(name: string): void {
    this.#subGroups.delete(name);
  }

  /**
   * Starts a query now, or when this group and all above it have room for it.
   * @returns a function that takes the query out of the group, once
   * @throws TrinoError QUERY_QUEUE_FULL
   */
  submit(member: GroupMember): () => void {
    const groups = this.#withAncestors();
    const mayRun = groups.every((group) => group.#mayRunMore());
    if (!mayRun && !groups.every((group) => group.#mayQueueMore())) {
      throw new TrinoError('QUERY_QUEUE_FULL', `Too many queued queries for "${this.id.join('.')}"`);
    }
    const place: Place = { member, state: 'queued', countedCpuNanos: 0 };
    if (mayRun) this.#start(place);
    else this.#enqueue(place);
    return () => {
      this.#leave(place);
    };
  }

  /** Starts what waits here or below, as long as there is room. */
  startWaiting(): void {
    while (this.#startNext()) continue;
  }

  /** Looks at what its queries use. @param elapsedMillis since the last time: what the quota of processor time grows by */
  refresh(elapsedMillis: number): void {
    this.#memoryBytes = 0;
    for (const group of this.#subGroups.values()) {
      group.refresh(elapsedMillis);
      this.#memoryBytes += group.#memoryBytes;
    }
    for (const place of this.#places) {
      this.#memoryBytes += place.member.memoryBytes();
      this.#countCpu(place);
    }
    if (this.#cpuMillis > 0) {
      this.#cpuMillis = Math.max(0, this.#cpuMillis - this.#quotaPerMilli() * elapsedMillis);
    }
  }

  #withAncestors(): ResourceGroup[] {
    const { parent } = this;
    return parent === undefined ? [this] : [this, ...parent.#withAncestors()];
  }

  #mayQueueMore(): boolean {
    return this.#queued < this.spec.maxQueued;
  }

  #mayRunMore(): boolean {
    const { hardCpuLimitMillis } = this.spec;
    if (hardCpuLimitMillis !== undefined && this.#cpuMillis >= hardCpuLimitMillis) return false;
    const memoryLimit = this.softMemoryLimitBytes;
    if (memoryLimit !== undefined && this.#memoryBytes > memoryLimit) return false;
    return this.#running < this.#concurrencyLimit();
  }

  /** Between the soft and the hard limit of processor time it shrinks evenly, but to no less than one query. */
  #concurrencyLimit(): number {
    const { hardConcurrencyLimit: limit, softCpuLimitMillis: soft, hardCpuLimitMillis: hard } = this.spec;
    if (soft === undefined || hard === undefined || this.#cpuMillis < soft || limit === 0) return limit;
    const penalty = hard === soft ? 1 : (this.#cpuMillis - soft) / (hard - soft);
    return Math.max(1, Math.min(limit - 1, Math.floor(limit * (1 - penalty))));
  }

  #mayStartNext(): boolean {
    if (!this.#mayRunMore()) return false;
    return this.#queue.length > 0 || [...this.#waitingGroups].some((group) => group.#mayStartNext());
  }

  #startNext(): boolean {
    if (this.#queued === 0 || !this.#mayRunMore()) return false;
    const place = this.#chooseQuery();
    if (place !== undefined) {
      this.#queue.splice(this.#queue.indexOf(place), 1);
      this.#changeQueued(-1);
      this.#start(place);
      return true;
    }
    const next = this.#chooseGroup([...this.#waitingGroups].filter((group) => group.#mayStartNext()));
    if (next === undefined) return false;
    next.#turn = ++this.#turns;
    return next.#startNext();
  }

  #chooseQuery(): Place | undefined {
    const { random } = this.#environment;
    const priority = (place: Place): number => place.member.priority;
    switch (this.spec.schedulingPolicy) {
      case 'FAIR':
      case 'WEIGHTED_FAIR':
        return this.#queue[0];
      case 'WEIGHTED':
        return chooseWeighted(this.#queue, priority, random);
      case 'QUERY_PRIORITY':
        return choosePriority(this.#queue, priority);
      default:
        return this.spec.schedulingPolicy satisfies never;
    }
  }

  #chooseGroup(groups: readonly ResourceGroup[]): ResourceGroup | undefined {
    switch (this.spec.schedulingPolicy) {
      case 'FAIR':
        return chooseFair(groups, (group) => group.turn);
      case 'WEIGHTED':
        return chooseWeighted(groups, (group) => group.currentWeight, this.#environment.random);
      case 'WEIGHTED_FAIR':
        return chooseLeastUsed(
          groups,
          (group) => group.running,
          (group) => group.spec.schedulingWeight,
          (group) => group.turn,
        );
      case 'QUERY_PRIORITY':
        return choosePriority(groups, (group) => group.highestPriority);
      default:
        return this.spec.schedulingPolicy satisfies never;
    }
  }

  #enqueue(place: Place): void {
    this.#queue.push(place);
    this.#changeQueued(1);
  }

  #start(place: Place): void {
    place.state = 'running';
    this.#places.add(place);
    for (const group of this.#withAncestors()) group.#running++;
    place.member.start();
  }

  #leave(place: Place): void {
    if (place.state === 'left') return;
    if (place.state === 'running') {
      this.#countCpu(place);
      this.#places.delete(place);
      for (const group of this.#withAncestors()) group.#running--;
    } else {
      this.#queue.splice(this.#queue.indexOf(place), 1);
      this.#changeQueued(-1);
    }
    place.state = 'left';
  }

  #changeQueued(by: number): void {
    for (const group of this.#withAncestors()) {
      group.#queued += by;
      const { parent } = group;
      if (parent === undefined) continue;
      if (group.#queued === 0) parent.#waitingGroups.delete(group);
      else if (!parent.#waitingGroups.has(group)) {
        parent.#waitingGroups.add(group);
        group.#turn = ++parent.#turns;
      }
    }
  }

  #countCpu(place: Place): void {
    const nanos = place.member.cpuNanos();
    const millis = Math.max(0, nanos - place.countedCpuNanos) / 1e6;
    place.countedCpuNanos = nanos;
    if (millis === 0) return;
    // Without a quota nothing is counted: it would only grow.
    for (const group of this.#withAncestors()) {
      if (Number.isFinite(group.#quotaPerMilli())) group.#cpuMillis += millis;
    }
  }

  /** Processor time that it may use in each ms. */
  #quotaPerMilli(): number {
    const { hardCpuLimitMillis, softCpuLimitMillis } = this.spec;
    const limit = hardCpuLimitMillis ?? softCpuLimitMillis;
    const period = this.#environment.cpuQuotaPeriodMillis;
    if (limit === undefined || period === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0.001, limit / period);
  }
}
