import { TrinoError } from '../../errors/trino-error.ts';
import type { Clock, Timer } from '../clock.ts';
import { NameTemplate } from './name-template.ts';
import { ResourceGroup } from './resource-group.ts';
import type { GroupEnvironment, GroupMember } from './resource-group.ts';
import type { ResourceGroupSpec, ResourceGroupsSpec, SelectorSpec } from './resource-groups-spec.ts';
import { matchSelector } from './select-group.ts';
import type { SelectionCriteria } from './select-group.ts';

export interface ResourceGroupManagerOptions extends Omit<GroupEnvironment, 'cpuQuotaPeriodMillis'> {
  readonly spec: ResourceGroupsSpec;
  readonly clock: Clock;
}

/** How often memory and processor time are looked at, ms. */
const refreshMillis = 1_000;
/** Groups that templates made are kept while they are so few; beyond that idle ones are forgotten. */
const maxIdleGroups = 1_000;

/** The tree of resource groups, each made when its first query comes. */
export class ResourceGroupManager {
  readonly #options: ResourceGroupManagerOptions;
  readonly #environment: GroupEnvironment;
  readonly #roots = new Map<string, ResourceGroup>();
  /** Whether a limit depends on what queries use. */
  readonly #measures: boolean;
  #groups = 0;
  #timer: Timer | undefined;
  #refreshed: number;

  constructor(options: ResourceGroupManagerOptions) {
    this.#options = options;
    const { random, clusterMemoryBytes, spec, clock } = options;
    this.#environment = { random, clusterMemoryBytes, cpuQuotaPeriodMillis: spec.cpuQuotaPeriodMillis };
    this.#measures = spec.rootGroups.some(hasMeasuredLimit);
    this.#refreshed = clock.now();
    for (const root of spec.rootGroups.filter(hasFixedName)) {
      this.#makeFixedGroups(this.#root(root.name.text, root), root);
    }
  }

  get roots(): readonly ResourceGroup[] {
    return [...this.#roots.values()];
  }

  /**
   * The group that the first matching selector names.
   * @throws TrinoError QUERY_REJECTED when none matches
   */
  select(criteria: SelectionCriteria): ResourceGroup {
    for (const selector of this.#options.spec.selectors) {
      const path = matchSelector(selector, criteria);
      if (path !== undefined) return this.#groupAt(path, selector);
    }
    throw new TrinoError('QUERY_REJECTED', 'Query did not match any selection rule');
  }

  /** A group that has been made. @param path names from the root */
  find(path: readonly string[]): ResourceGroup | undefined {
    const [first, ...names] = path;
    let group = first === undefined ? undefined : this.#roots.get(first);
    for (const name of names) group = group?.find(name);
    return group;
  }

  /**
   * Starts a query now or later.
   * @returns a function that takes it out of its group, once
   * @throws TrinoError QUERY_QUEUE_FULL
   */
  submit(group: ResourceGroup, member: GroupMember): () => void {
    const leave = group.submit(member);
    this.#watch();
    return () => {
      leave();
      this.#forgetIdle(group);
      this.#startWaiting();
    };
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #groupAt(path: readonly string[], selector: SelectorSpec): ResourceGroup {
    let specs = this.#options.spec.rootGroups;
    let group: ResourceGroup | undefined;
    path.forEach((name, at) => {
      const spec = specs.find((candidate) => candidate.name.text === selector.group[at]?.text);
      if (spec === undefined || name === '') {
        throw new TrinoError('QUERY_REJECTED', `No resource group is named "${path.join('.')}"`);
      }
      group = group === undefined ? this.#root(name, spec) : this.#subGroup(group, name, spec);
      specs = spec.subGroups;
    });
    return group as unknown as ResourceGroup;
  }

  /** Groups whose names have no variables are there from the start, to be looked at. */
  #makeFixedGroups(parent: ResourceGroup, { subGroups }: ResourceGroupSpec): void {
    for (const spec of subGroups.filter(hasFixedName)) {
      this.#makeFixedGroups(this.#subGroup(parent, spec.name.text, spec), spec);
    }
  }

  #root(name: string, spec: ResourceGroupSpec): ResourceGroup {
    let root = this.#roots.get(name);
    if (root === undefined) {
      root = new ResourceGroup(name, spec, this.#environment);
      this.#roots.set(name, root);
      this.#groups++;
    }
    return root;
  }

  #subGroup(parent: ResourceGroup, name: string, spec: ResourceGroupSpec): ResourceGroup {
    if (parent.find(name) === undefined) this.#groups++;
    return parent.subGroup(name, spec);
  }

  /** Names of users and sources can be anything: what they make must not fill the memory. */
  #forgetIdle(group: ResourceGroup): void {
    for (
      let last: ResourceGroup | undefined = group;
      last?.idle === true && this.#groups > maxIdleGroups && last.spec.name.variables.length > 0;
      last = last.parent
    ) {
      const name = last.id.at(-1) as string;
      if (last.parent === undefined) this.#roots.delete(name);
      else last.parent.forget(name);
      this.#groups--;
    }
  }

  #startWaiting(): void {
    for (const root of this.#roots.values()) if (root.queued > 0) root.startWaiting();
  }

  #watch(): void {
    if (!this.#measures || this.#timer !== undefined) return;
    const { clock } = this.#options;
    this.#refreshed = clock.now();
    this.#timer = clock.setTimeout(() => {
      this.#timer = undefined;
      const elapsed = clock.now() - this.#refreshed;
      for (const root of this.#roots.values()) root.refresh(elapsed);
      this.#startWaiting();
      if (this.roots.some((root) => root.running > 0 || root.queued > 0 || root.cpuMillis > 0)) this.#watch();
    }, refreshMillis);
  }
}

function hasFixedName({ name }: ResourceGroupSpec): boolean {
  return name.variables.length === 0;
}

function hasMeasuredLimit(spec: ResourceGroupSpec): boolean {
  return (
    spec.softMemoryLimit !== undefined ||
    spec.hardCpuLimitMillis !== undefined ||
    spec.softCpuLimitMillis !== undefined ||
    spec.subGroups.some(hasMeasuredLimit)
  );
}

/**
 * The groups of a server without configuration: all queries go to `global`.
 * @param hardConcurrencyLimit `query.max-concurrent-queries` @param maxQueued `query.max-queued-queries`
 */
export function singleGroup(hardConcurrencyLimit: number, maxQueued: number): ResourceGroupsSpec {
  const name = new NameTemplate('global');
  return {
    rootGroups: [
      {
        name,
        maxQueued,
        hardConcurrencyLimit,
        softConcurrencyLimit: 0,
        schedulingPolicy: 'FAIR',
        schedulingWeight: 1,
        subGroups: [],
      },
    ],
    selectors: [{ clientTags: [], group: [name] }],
  };
}
