import { NameTemplate } from '../engine/schedule/resource-groups/name-template.ts';
import type {
  EstimateRange,
  MemoryLimit,
  ResourceGroupSpec,
  ResourceGroupsSpec,
  SchedulingPolicy,
  SelectorSpec,
} from '../engine/schedule/resource-groups/resource-groups-spec.ts';
import { parseDataSize } from '../engine/units/data-size.ts';
import { parseDuration } from '../engine/units/duration.ts';
import { InvalidField, JsonFields } from './json-fields.ts';
import { readSelectorPattern } from './selector-pattern.ts';

const policies: Readonly<Record<string, SchedulingPolicy>> = {
  fair: 'FAIR',
  weighted: 'WEIGHTED',
  weighted_fair: 'WEIGHTED_FAIR',
  query_priority: 'QUERY_PRIORITY',
};

const queryTypes: readonly string[] = [
  'SELECT',
  'EXPLAIN',
  'DESCRIBE',
  'INSERT',
  'UPDATE',
  'MERGE',
  'DELETE',
  'ANALYZE',
  'DATA_DEFINITION',
  'ALTER_TABLE_EXECUTE',
];

/**
 * Reads the content of `resource-groups.json`, in Trino's form.
 * @throws InvalidField naming the field that is wrong and where it stands
 */
export function readResourceGroups(json: unknown): ResourceGroupsSpec {
  const fields = new JsonFields(json, '');
  const cpuQuotaPeriodMillis = millis(fields, 'cpuQuotaPeriod');
  if (!fields.has('rootGroups')) throw new InvalidField('rootGroups is missing');
  const rootGroups = groupsOf(fields, 'rootGroups', cpuQuotaPeriodMillis, undefined);
  if (!fields.has('selectors')) throw new InvalidField('selectors is missing');
  const selectors = fields.list('selectors').map(({ value, place }) => {
    return selectorOf(new JsonFields(value, place), rootGroups);
  });
  fields.end();
  return { rootGroups, selectors, cpuQuotaPeriodMillis };
}

function groupsOf(
  fields: JsonFields,
  name: string,
  cpuQuotaPeriodMillis: number | undefined,
  parent: SchedulingPolicy | undefined,
): readonly ResourceGroupSpec[] {
  const groups = fields.list(name).map(({ value, place }) => {
    return groupOf(new JsonFields(value, place), cpuQuotaPeriodMillis, parent);
  });
  const twice = groups.findIndex((group, at) => {
    return groups.findIndex((other) => other.name.text === group.name.text) < at;
  });
  if (twice >= 0) {
    throw new InvalidField(`${fields.at(name)} has two groups named '${groups[twice]?.name.text ?? ''}'`);
  }
  return groups;
}

function groupOf(
  fields: JsonFields,
  cpuQuotaPeriodMillis: number | undefined,
  parent: SchedulingPolicy | undefined,
): ResourceGroupSpec {
  const name = fields.required('name', fields.text('name'));
  if (name === '' || name.includes('.')) throw fields.wrong('name', 'a name without a dot');
  const maxQueued = fields.required('maxQueued', fields.integer('maxQueued', 0));
  // The name of old, still read.
  const older = fields.integer('maxRunning', 0);
  const hardConcurrencyLimit = fields.required(
    'hardConcurrencyLimit',
    fields.integer('hardConcurrencyLimit', 0) ?? older,
  );
  const softConcurrencyLimit = fields.integer('softConcurrencyLimit', 0) ?? hardConcurrencyLimit;
  if (softConcurrencyLimit > hardConcurrencyLimit) {
    throw fields.wrong('softConcurrencyLimit', `no more than hardConcurrencyLimit, ${hardConcurrencyLimit}`);
  }
  const softMemoryLimit = fields.parsed(
    'softMemoryLimit',
    'a size such as 10GB, or a share up to 100%',
    memoryLimit,
  );
  const softCpuLimitMillis = millis(fields, 'softCpuLimit');
  const hardCpuLimitMillis = millis(fields, 'hardCpuLimit');
  if (softCpuLimitMillis !== undefined && hardCpuLimitMillis === undefined) {
    throw new InvalidField(`${fields.at('hardCpuLimit')} is missing, which goes with softCpuLimit`);
  }
  if ((softCpuLimitMillis ?? 0) > (hardCpuLimitMillis ?? Number.POSITIVE_INFINITY)) {
    throw fields.wrong('softCpuLimit', 'no longer than hardCpuLimit');
  }
  if (hardCpuLimitMillis !== undefined && cpuQuotaPeriodMillis === undefined) {
    throw new InvalidField(`cpuQuotaPeriod is missing, which ${fields.at('hardCpuLimit')} needs`);
  }
  const written = fields.parsed('schedulingPolicy', `one of ${Object.keys(policies).join(', ')}`, (text) => {
    return policies[text.toLowerCase()];
  });
  const schedulingPolicy = written ?? (parent === 'QUERY_PRIORITY' ? parent : 'FAIR');
  if (parent === 'QUERY_PRIORITY' && schedulingPolicy !== parent) {
    throw fields.wrong('schedulingPolicy', 'query_priority, as that of the group above');
  }
  const schedulingWeight = fields.integer('schedulingWeight', 1);
  if (schedulingWeight !== undefined && parent !== 'WEIGHTED' && parent !== 'WEIGHTED_FAIR') {
    throw new InvalidField(
      `${fields.at('schedulingWeight')} needs the schedulingPolicy weighted or weighted_fair of the group above`,
    );
  }
  fields.boolean('jmxExport');
  const subGroups = groupsOf(fields, 'subGroups', cpuQuotaPeriodMillis, schedulingPolicy);
  fields.end();
  return {
    name: new NameTemplate(name),
    maxQueued,
    hardConcurrencyLimit,
    softConcurrencyLimit,
    softMemoryLimit,
    softCpuLimitMillis,
    hardCpuLimitMillis,
    schedulingPolicy,
    schedulingWeight: schedulingWeight ?? 1,
    subGroups,
  };
}

function memoryLimit(text: string): MemoryLimit | undefined {
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text);
  if (percent !== null) {
    const share = Number(percent[1]) / 100;
    return share > 1 ? undefined : { kind: 'share', share };
  }
  const bytes = parseDataSize(text);
  return bytes === undefined ? undefined : { kind: 'bytes', bytes };
}

function selectorOf(fields: JsonFields, rootGroups: readonly ResourceGroupSpec[]): SelectorSpec {
  const pattern = (name: string): RegExp | undefined => {
    return fields.parsed(name, 'a regular expression', readSelectorPattern);
  };
  const patterns = {
    user: pattern('user'),
    userGroup: pattern('userGroup'),
    originalUser: pattern('originalUser'),
    authenticatedUser: pattern('authenticatedUser'),
    source: pattern('source'),
  };
  const queryType = fields.parsed('queryType', `one of ${queryTypes.join(', ')}`, (text) => {
    return queryTypes.find((type) => type === text.toUpperCase());
  });
  const clientTags = fields.list('clientTags').map(({ value, place }) => {
    if (typeof value !== 'string') throw new InvalidField(`${place} must be a text`);
    return value;
  });
  const resourceEstimate = estimatesOf(fields.object('selectorResourceEstimate'));
  const path = fields.required('group', fields.text('group'));
  const group = path.split('.').map((name) => new NameTemplate(name));
  checkGroup(fields, path, group, rootGroups);
  const available = new Set(['USER', 'SOURCE', ...Object.values(patterns).flatMap(namesOf)]);
  const unknown = group.flatMap(({ variables }) => variables).find((name) => !available.has(name));
  if (unknown !== undefined) {
    throw fields.wrong('group', `made of the variables ${[...available].join(', ')}, without \${${unknown}}`);
  }
  fields.end();
  return { ...patterns, queryType, clientTags, resourceEstimate, group };
}

/** Every name of a selector's path must be written as the group's, and the last one must have no sub-groups. */
function checkGroup(
  fields: JsonFields,
  path: string,
  group: readonly NameTemplate[],
  rootGroups: readonly ResourceGroupSpec[],
): void {
  let specs = rootGroups;
  for (const { text } of group) {
    const spec = specs.find((candidate) => candidate.name.text === text);
    if (spec === undefined) {
      throw new InvalidField(`${fields.at('group')} refers to the nonexistent group '${path}'`);
    }
    specs = spec.subGroups;
  }
  if (specs.length > 0) {
    throw new InvalidField(
      `${fields.at('group')} refers to '${path}', which has sub-groups: queries run in groups without`,
    );
  }
}

function namesOf(pattern: RegExp | undefined): readonly string[] {
  if (pattern === undefined) return [];
  return [...pattern.source.matchAll(/\(\?<([A-Za-z][A-Za-z0-9]*)>/g)].map((match) => match[1] as string);
}

function estimatesOf(fields: JsonFields | undefined): SelectorSpec['resourceEstimate'] {
  if (fields === undefined) return undefined;
  const estimates = {
    executionTime: rangeOf(fields.object('executionTime'), 'a duration such as 5m', millisOf),
    cpuTime: rangeOf(fields.object('cpuTime'), 'a duration such as 5m', millisOf),
    peakMemory: rangeOf(fields.object('peakMemory'), 'a size such as 1GB', parseDataSize),
  };
  fields.end();
  return estimates;
}

function rangeOf(
  fields: JsonFields | undefined,
  form: string,
  parse: (text: string) => number | undefined,
): EstimateRange | undefined {
  if (fields === undefined) return undefined;
  const range = { min: fields.parsed('min', form, parse), max: fields.parsed('max', form, parse) };
  fields.end();
  return range;
}

function millis(fields: JsonFields, name: string): number | undefined {
  return fields.parsed(name, 'a duration such as 1h', millisOf);
}

function millisOf(text: string): number | undefined {
  const nanos = parseDuration(text);
  return nanos === undefined ? undefined : nanos / 1e6;
}
