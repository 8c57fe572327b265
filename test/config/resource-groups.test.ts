import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { readResourceGroups } from '../../src/config/read-resource-groups.ts';

const group = { name: 'global', maxQueued: 10, hardConcurrencyLimit: 2 };
const good = { rootGroups: [group], selectors: [{ group: 'global' }] };

describe('resource-groups.json', () => {
  it('is read with the defaults of what it leaves out', () => {
    const { rootGroups } = readResourceGroups(good);
    expect(rootGroups[0]).to.deep.include({
      maxQueued: 10,
      hardConcurrencyLimit: 2,
      softConcurrencyLimit: 2,
      schedulingPolicy: 'FAIR',
      schedulingWeight: 1,
      softMemoryLimit: undefined,
    });
  });

  it('may use the older name of a limit, and say what only a JVM shows', () => {
    const older = { name: 'global', maxQueued: 10, maxRunning: 7, jmxExport: true };
    expect(readResourceGroups({ ...good, rootGroups: [older] }).rootGroups[0]?.hardConcurrencyLimit).to.equal(
      7,
    );
  });

  const withGroup = (changes: object) => ({ ...good, rootGroups: [{ ...group, ...changes }] });
  const withSelector = (changes: object) => ({ ...good, selectors: [{ group: 'global', ...changes }] });
  for (const [json, message] of [
    [[], 'the file must be an object'],
    [{ selectors: [] }, 'rootGroups is missing'],
    [{ rootGroups: [] }, 'selectors is missing'],
    [
      { ...good, extra: 1 },
      'extra is no field that is known here; known are cpuQuotaPeriod, rootGroups, selectors',
    ],
    [{ ...good, cpuQuotaPeriod: '1 hour' }, 'cpuQuotaPeriod must be a duration such as 1h (is "1 hour")'],
    [withGroup({ name: undefined }), 'rootGroups[0].name is missing'],
    [withGroup({ name: 'a.b' }), 'rootGroups[0].name must be a name without a dot (is "a.b")'],
    [withGroup({ maxQueued: -1 }), 'rootGroups[0].maxQueued must be a whole number from 0 on (is -1)'],
    [withGroup({ hardConcurrencyLimit: undefined }), 'rootGroups[0].hardConcurrencyLimit is missing'],
    [
      withGroup({ softConcurrencyLimit: 3 }),
      'rootGroups[0].softConcurrencyLimit must be no more than hardConcurrencyLimit, 2 (is 3)',
    ],
    [
      withGroup({ softMemoryLimit: '101%' }),
      'rootGroups[0].softMemoryLimit must be a size such as 10GB, or a share up to 100% (is "101%")',
    ],
    [
      withGroup({ softCpuLimit: '1h' }),
      'rootGroups[0].hardCpuLimit is missing, which goes with softCpuLimit',
    ],
    [
      withGroup({ softCpuLimit: '2h', hardCpuLimit: '1h' }),
      'rootGroups[0].softCpuLimit must be no longer than hardCpuLimit (is "2h")',
    ],
    [withGroup({ hardCpuLimit: '1h' }), 'cpuQuotaPeriod is missing, which rootGroups[0].hardCpuLimit needs'],
    [
      withGroup({ schedulingPolicy: 'unfair' }),
      'rootGroups[0].schedulingPolicy must be one of fair, weighted, weighted_fair, query_priority (is "unfair")',
    ],
    [
      withGroup({ subGroups: [{ ...group, schedulingWeight: 2 }] }),
      'rootGroups[0].subGroups[0].schedulingWeight needs the schedulingPolicy weighted or weighted_fair of the group above',
    ],
    [
      withGroup({ schedulingPolicy: 'query_priority', subGroups: [{ ...group, schedulingPolicy: 'fair' }] }),
      'rootGroups[0].subGroups[0].schedulingPolicy must be query_priority, as that of the group above (is "fair")',
    ],
    [withGroup({ subGroups: [group, group] }), "rootGroups[0].subGroups has two groups named 'global'"],
    [withSelector({ group: 'other' }), "selectors[0].group refers to the nonexistent group 'other'"],
    [
      { ...withGroup({ subGroups: [group] }), selectors: [{ group: 'global' }] },
      "selectors[0].group refers to 'global', which has sub-groups: queries run in groups without",
    ],
    [
      { rootGroups: [{ ...group, name: '${WHO}' }], selectors: [{ group: '${WHO}' }] },
      'selectors[0].group must be made of the variables USER, SOURCE, without ${WHO} (is "${WHO}")',
    ],
    [withSelector({ user: '(' }), 'selectors[0].user must be a regular expression (is "(")'],
    [withSelector({ clientTags: [1] }), 'selectors[0].clientTags[0] must be a text'],
    [withSelector({ usr: 'a' }), /^selectors\[0\]\.usr is no field that is known here; known are user, /],
    [
      withSelector({ selectorResourceEstimate: { cpuTime: { min: 'x' } } }),
      'selectors[0].selectorResourceEstimate.cpuTime.min must be a duration such as 5m (is "x")',
    ],
  ] as const) {
    it(`is refused when ${String(message)}`, () => {
      expect(() => readResourceGroups(json)).to.throw(message);
    });
  }
});

describe('resource-groups.properties', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'leveret-groups-'));
    mkdirSync(path.join(folder, 'etc'));
    write('etc/config.properties', 'coordinator=true\n');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
  }

  const load = () =>
    loadConfiguration({ etc: path.join(folder, 'etc'), connectors: ['tpch'], environment: {} });

  function problems(): string[] {
    try {
      load();
      return [];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return error.problems.map(
        ({ message, source }) => `${path.relative(folder, source?.file ?? '')}: ${message}`,
      );
    }
  }

  const manager = 'resource-groups.configuration-manager=file\n';

  it('name the file, by a path from the folder above', () => {
    write('etc/resource-groups.properties', `${manager}resource-groups.config-file=etc/groups.json\n`);
    write('etc/groups.json', JSON.stringify(good));
    const { resourceGroups, warnings } = load();
    expect(resourceGroups?.rootGroups).to.have.length(1);
    expect(warnings).to.deep.equal([]);
  });

  it('may ask for the one group of a server without', () => {
    write('etc/resource-groups.properties', 'resource-groups.configuration-manager=legacy\n');
    expect(load().resourceGroups).to.equal(undefined);
  });

  it('are refused with what is wrong and where', () => {
    write('etc/resource-groups.properties', manager);
    expect(problems()).to.deep.equal([
      "etc/resource-groups.properties: Property 'resource-groups.config-file' is missing",
    ]);
    write('etc/resource-groups.properties', 'resource-groups.configuration-manager=db\n');
    expect(problems()[0]).to.match(/^etc\/resource-groups\.properties: Resource groups of the manager 'db'/);
    write('etc/resource-groups.properties', `${manager}resource-groups.config-file=groups.json\n`);
    expect(problems()[0]).to.match(/^groups\.json: Cannot read the resource groups: ENOENT/);
    write('groups.json', '{"rootGroups": [');
    expect(problems()[0]).to.match(/^groups\.json: The resource groups are no JSON: /);
    write('groups.json', JSON.stringify({ ...good, selectors: [{ group: 'x' }] }));
    expect(problems()).to.deep.equal([
      "groups.json: Invalid resource groups: selectors[0].group refers to the nonexistent group 'x'",
    ]);
  });
});
