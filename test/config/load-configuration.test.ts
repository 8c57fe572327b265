import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import type { Configuration } from '../../src/config/load-configuration.ts';

describe('configuration', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'leveret-etc-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Loads a folder with these files. */
  const load = (
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ): Configuration => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text, 'latin1');
    }
    return loadConfiguration({ etc: folder, connectors: ['memory', 'tpch'], environment });
  };

  /** What is wrong with such a folder. */
  const problems = (
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ): string[] => {
    try {
      load(files, environment);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return error.problems.map(({ message, source }) =>
        source === undefined
          ? message
          : `${path.relative(folder, source.file)}${source.line === undefined ? '' : `:${source.line}`}: ${message}`,
      );
    }
    return [];
  };

  it('has a default for everything', () => {
    const { settings, catalogs, warnings } = loadConfiguration({ connectors: ['tpch'], environment: {} });
    expect(settings).to.include({
      coordinator: true,
      includeCoordinator: true,
      httpPort: 8080,
      environment: 'test',
      queryClientTimeout: 300_000,
      queryMaxLength: 1_000_000,
      shutdownGracePeriod: 120_000,
      failureDetectorHeartbeatInterval: 500,
      failureDetectorThreshold: 0.1,
      sinkMaxBufferSize: 33_554_432,
      discoveryMaxAge: 30_000,
    });
    expect(catalogs).to.deep.equal([
      { name: 'memory', connectorName: 'memory', properties: {} },
      { name: 'tpch', connectorName: 'tpch', properties: {} },
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it("reads Trino's files", () => {
    const { settings, catalogs, logLevel, warnings } = load({
      'config.properties': [
        '# a worker',
        'coordinator=false',
        'http-server.http.port=8081',
        'discovery.uri=http://coordinator.example:8080',
        'query.client.timeout=2.50m',
        'sink.max-buffer-size=16MB',
      ].join('\n'),
      'node.properties': 'node.environment=production\nnode.id=worker-1',
      'log.properties': 'io.trino=DEBUG',
      'catalog/tpch.properties': 'connector.name=tpch',
      'catalog/bench.properties': 'connector.name=tpch',
      'catalog/README.md': 'not a catalog',
    });
    expect(settings).to.include({
      coordinator: false,
      httpPort: 8081,
      discoveryUri: 'http://coordinator.example:8080',
      environment: 'production',
      nodeId: 'worker-1',
      queryClientTimeout: 150_000,
      sinkMaxBufferSize: 16_777_216,
    });
    expect(catalogs.map(({ name }) => name)).to.deep.equal(['bench', 'tpch']);
    expect(logLevel).to.equal('debug');
    expect(warnings).to.deep.equal([]);
  });

  it('names a property that Trino does not know, its place, and the one that was meant', () => {
    expect(problems({ 'config.properties': 'coordinator=true\n\nquery.max-lenght=5\nzzz=1' })).to.deep.equal([
      "config.properties:3: Configuration property 'query.max-lenght' is unknown to Trino 435. Did you mean 'query.max-length'?",
      "config.properties:4: Configuration property 'zzz' is unknown to Trino 435",
    ]);
    expect(problems({ 'node.properties': 'node.enviroment=x' })).to.deep.equal([
      "node.properties:1: Configuration property 'node.enviroment' is unknown to Trino 435. Did you mean 'node.environment'?",
    ]);
    expect(problems({ 'catalog/t.properties': 'connector.name=tpch\ntpch.split-per-node=2' })).to.deep.equal([
      "catalog/t.properties:2: Configuration property 'tpch.split-per-node' is unknown to Trino 435. Did you mean 'tpch.splits-per-node'?",
    ]);
  });

  it('tells all that is wrong at once', () => {
    expect(() => load({ 'config.properties': 'coordinator=maybe\nhttp-server.http.port=x' })).to.throw(
      ConfigurationError,
      /^Configuration is invalid\n\n1\) Error: .*\n2\) Error: .*$/,
    );
  });

  it('refuses what Trino no longer has', () => {
    expect(problems({ 'config.properties': 'spill-order-by=true' })).to.deep.equal([
      "config.properties:1: Defunct property 'spill-order-by' cannot be configured",
    ]);
    expect(
      problems({ 'config.properties': 'exchange.http-client.authentication.enabled=true' }),
    ).to.have.length(1);
  });

  it('says which form a value should have', () => {
    expect(
      problems({
        'config.properties':
          'coordinator=maybe\nquery.client.timeout=5\nsink.max-buffer-size=5\nquery.max-history=x\nretry-policy=SOMETIMES\nnode.id=a b\nfailure-detector.threshold=2',
      }),
    ).to.deep.equal([
      "config.properties:1: Invalid value 'maybe' for property 'coordinator': expected true or false",
      "config.properties:2: Invalid value '5' for property 'query.client.timeout': expected a duration such as 500ms, 10s or 2.5m",
      "config.properties:3: Invalid value '5' for property 'sink.max-buffer-size': expected a size such as 512kB, 32MB or 1GB",
      "config.properties:4: Invalid value 'x' for property 'query.max-history': expected a whole number",
      "config.properties:5: Invalid value 'SOMETIMES' for property 'retry-policy': expected one of TASK, QUERY, NONE",
      "config.properties:6: Invalid configuration property node.id: must be letters, digits, _ and -, starting with a letter or a digit (is 'a b')",
      "config.properties:7: Invalid configuration property failure-detector.threshold: must be from 0 to 1 (is '2')",
    ]);
  });

  it('warns of what has no effect here', () => {
    const { warnings } = load({
      'config.properties': 'optimizer.optimize-hash-generation=true\nexchange.http-client.max-connections=5',
      'jvm.config': '-Xmx16G',
    });
    expect(warnings).to.deep.equal([
      "Configuration property 'optimizer.optimize-hash-generation' has no effect here",
      "Configuration property 'exchange.http-client.max-connections' has no effect here",
      `${path.join(folder, 'jvm.config')} has no effect here`,
    ]);
  });

  it('reads older names, and says so', () => {
    const { settings, warnings } = load({ 'config.properties': 'node.ip=10.0.0.7' });
    expect(settings.internalAddress).to.equal('10.0.0.7');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain("'node.ip' has been replaced. Use 'node.internal-address' instead");
    expect(
      problems({ 'config.properties': 'node.ip=10.0.0.7\nnode.internal-address=10.0.0.8' }),
    ).to.deep.equal([
      "config.properties:2: Configuration property 'node.ip' (=10.0.0.7) conflicts with property 'node.internal-address' (=10.0.0.8)",
    ]);
  });

  it('lets the last of two equal names count', () => {
    const { settings, warnings } = load({
      'config.properties': 'http-server.http.port=1\nhttp-server.http.port=2',
    });
    expect(settings.httpPort).to.equal(2);
    expect(warnings).to.have.length(1);
  });

  it('puts the environment in', () => {
    const { settings } = load(
      { 'config.properties': 'internal-communication.shared-secret=${ENV:SECRET}-${ENV:ZONE}' },
      { SECRET: 'a$b', ZONE: 'c' },
    );
    expect(settings.sharedSecret).to.equal('a$b-c');
    expect(problems({ 'config.properties': 'node.id=${ENV:NODE}' })).to.deep.equal([
      "config.properties:1: Configuration property 'node.id' references unset environment variable 'NODE'",
    ]);
  });

  it('does not show secrets', () => {
    const found = problems(
      { 'config.properties': 'web-ui.shared-secret=${ENV:X}\ninternal-communication.shared-secret=hidden' },
      {},
    );
    expect(found.join('\n')).not.to.contain('hidden');
  });

  it('does not open what was meant to be closed', () => {
    for (const [property, missing] of [
      ['http-server.authentication.type=PASSWORD', 'authentication of users'],
      ['http-server.authentication.allow-insecure-over-http=false', 'authentication of users'],
      ['http-server.https.enabled=true', 'HTTPS'],
      ['http-server.http.enabled=false', 'HTTPS'],
      ['internal-communication.https.required=true', 'HTTPS between nodes'],
      ['access-control.config-files=rules.properties', 'access control by rules'],
    ]) {
      const [problem, ...others] = problems({ 'config.properties': property ?? '' });
      expect(others).to.deep.equal([]);
      expect(problem).to.contain(`asks for ${missing}, which this server doesn't have yet`);
    }
    expect(
      problems({ 'config.properties': '', 'access-control.properties': 'access-control.name=file' }),
    ).to.have.length(1);
    expect(problems({ 'config.properties': 'http-server.authentication.type=insecure' })).to.deep.equal([]);
  });

  it('asks for a secret off loopback', () => {
    const listen = 'node.bind-ip=0.0.0.0';
    expect(problems({ 'config.properties': listen })).to.have.length(1);
    expect(
      problems({ 'config.properties': `${listen}\ninternal-communication.shared-secret=x` }),
    ).to.deep.equal([]);
  });

  it('asks a worker for its coordinator', () => {
    expect(problems({ 'config.properties': 'coordinator=false' })[0]).to.contain("needs 'discovery.uri'");
    expect(
      problems({ 'config.properties': 'coordinator=false\ndiscovery.uri=coordinator:8080' })[0],
    ).to.contain('must be a URI such as http://host:8080');
  });

  for (const [what, files, message] of [
    [
      'without a connector',
      { 'catalog/c.properties': 'x=1' },
      "Catalog configuration 'c' does not contain connector.name",
    ],
    [
      'with one that is not here',
      { 'catalog/c.properties': 'connector.name=hive' },
      "No factory for connector 'hive'. Available factories: [memory, tpch]",
    ],
    [
      'named system',
      { 'catalog/system.properties': 'connector.name=tpch' },
      'Catalog name SYSTEM is reserved for internal usage',
    ],
    [
      'with capitals',
      { 'catalog/Lake.properties': 'connector.name=tpch' },
      "Catalog name 'Lake' must be lower-case letters, digits, _ and -",
    ],
    [
      'with a bad value',
      { 'catalog/c.properties': 'connector.name=memory\nmemory.max-data-per-node=many' },
      "Invalid value 'many' for property 'memory.max-data-per-node': expected a size such as 512kB, 32MB or 1GB",
    ],
  ] as const) {
    it(`refuses a catalog ${what}`, () => {
      const [problem, ...others] = problems(files);
      expect(others).to.deep.equal([]);
      expect(problem).to.contain(message);
    });
  }

  it('leaves disabled catalogs out', () => {
    const { catalogs } = load({
      'config.properties': 'catalog.disabled-catalogs=a, c',
      'catalog/a.properties': 'connector.name=nothing',
      'catalog/b.properties': 'connector.name=tpch',
      'catalog/c.properties': 'connector.name=tpch',
    });
    expect(catalogs.map(({ name }) => name)).to.deep.equal(['b']);
  });

  it('refuses folders that are none, or have nothing in them', () => {
    expect(() =>
      loadConfiguration({ etc: path.join(folder, 'nope'), connectors: [], environment: {} }),
    ).to.throw(ConfigurationError, /given by --etc doesn't exist/);
    expect(() => load({})).to.throw(ConfigurationError, /has none of config\.properties/);
  });

  it('refuses log levels that do not exist', () => {
    expect(problems({ 'config.properties': '', 'log.properties': 'io.trino=LOUD' })[0]).to.contain(
      "Invalid level 'LOUD' for logger 'io.trino'",
    );
  });

  it('reads a folder as the one of a stock node', () => {
    // What the peer's start script writes for a stock server.
    const { settings, warnings } = load({
      'config.properties': [
        'coordinator=true',
        'node-scheduler.include-coordinator=false',
        'http-server.http.port=18080',
        'discovery.uri=http://127.0.0.1:18080',
        'node.environment=test',
        'node.id=p1',
        'node.internal-address=127.0.0.1',
        'plugin.dir=/usr/lib/trino/plugin',
        `catalog.config-dir=${folder}/catalog`,
      ].join('\n'),
      'catalog/tpch.properties': 'connector.name=tpch',
    });
    expect(settings.includeCoordinator).to.equal(false);
    expect(warnings).to.deep.equal(["Configuration property 'plugin.dir' has no effect here"]);
  });
});
