import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { checkRequest } from './check-request.ts';
import { checkMethodNotAllowed, checkResponse } from './check-response.ts';
import { type Recording, readRecordings } from './recording.ts';
import { findOperation, findRoute } from './route.ts';
import { loadSpec, type Spec, type SpecName } from './spec.ts';

/** Paths that belong to neither spec, by server; each with the reason. */
type Outside = Readonly<Record<SpecName, Readonly<Record<string, string>>>>;

const outside = parse(readFileSync(new URL('outside.yaml', import.meta.url), 'utf8')) as Outside;

/** What the contract says about one recording. */
interface Verdict {
  readonly recording: Recording;
  readonly kind: 'operation' | 'method' | 'outside' | 'unknown';
  readonly requestChecked: boolean;
  readonly problems: readonly string[];
}

/** A coordinator serves both specs, a worker its own. */
function specsOf(recording: Recording, specs: Readonly<Record<SpecName, Spec>>): Spec[] {
  return recording.server === 'coordinator' ? [specs.coordinator, specs.worker] : [specs.worker];
}

function judge(recording: Recording, specs: Readonly<Record<SpecName, Spec>>): Verdict {
  const path = String(recording.request.path.split('?', 1)[0]);
  for (const spec of specsOf(recording, specs)) {
    const route = findRoute(spec, path);
    if (route === undefined) continue;
    const operation = findOperation(spec, route, recording.request.method);
    if (operation === undefined) {
      const problems = checkMethodNotAllowed(spec, route, recording.response);
      return { recording, kind: 'method', requestChecked: false, problems };
    }
    const requestChecked = recording.response.status < 400;
    const problems = [
      ...checkResponse(spec, operation, recording.response),
      ...(requestChecked
        ? checkRequest(spec, operation, recording.request).map((text) => `request: ${text}`)
        : []),
    ];
    return { recording, kind: 'operation', requestChecked, problems };
  }
  const reason = outside[recording.server][path];
  return reason === undefined
    ? { recording, kind: 'unknown', requestChecked: false, problems: [`no spec has ${path}`] }
    : { recording, kind: 'outside', requestChecked: false, problems: [] };
}

describe('Recorded exchanges', () => {
  let verdicts: Verdict[] = [];

  before(async function () {
    this.timeout(60_000);
    const [coordinator, worker] = await Promise.all([loadSpec('coordinator'), loadSpec('worker')]);
    verdicts = readRecordings().map((recording) => judge(recording, { coordinator, worker }));
  });

  after(() => {
    const checked = verdicts.filter(({ kind }) => kind === 'operation' || kind === 'method');
    const passed = checked.filter(({ problems }) => problems.length === 0);
    const requests = checked.filter(({ requestChecked }) => requestChecked);
    console.log(
      `      ${passed.length} of ${checked.length} responses and the ${requests.length} requests that were accepted ` +
        `fit the specs: ${((100 * passed.length) / checked.length).toFixed(1)} %; ${verdicts.length - checked.length} are outside`,
    );
  });

  it('are all there', () => {
    const index = readFileSync(new URL('recordings-index.tsv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(verdicts.map(({ recording }) => recording.name)).to.have.members(
      index.map((line) => String(line.split('\t', 1)[0])),
    );
  });

  it('belong to an operation, or stand in outside.yaml', () => {
    const unknown = verdicts.filter(({ kind }) => kind === 'unknown');
    expect(unknown.flatMap(({ recording, problems }) => [recording.name, ...problems])).to.deep.equal([]);
  });

  it('fit the specs: status, content type, headers and body of answers, and the requests that were accepted', () => {
    const wrong = verdicts.filter(({ kind, problems }) => kind !== 'unknown' && problems.length > 0);
    const lines = wrong.map(({ recording, problems }) => `${recording.name}: ${problems.join('; ')}`);
    expect(lines.slice(0, 50).join('\n'), `${lines.length} recordings`).to.equal('');
  });

  it('need every line of outside.yaml', () => {
    const needed = (server: SpecName) =>
      new Set(
        verdicts
          .filter(({ kind, recording }) => kind === 'outside' && recording.server === server)
          .map(({ recording }) => recording.request.path.split('?', 1)[0]),
      );
    for (const server of ['coordinator', 'worker'] as const) {
      expect(Object.keys(outside[server]).filter((path) => !needed(server).has(path))).to.deep.equal([]);
    }
  });
});
