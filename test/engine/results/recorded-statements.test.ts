import { expect } from 'chai';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { recordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

type Body = Readonly<Record<string, unknown>>;

/** The answers of a statement that was recorded from its POST to its end, by the name of the statement. */
function sequences(): ReadonlyMap<string, readonly Recording[]> {
  const found = new Map<string, Recording[]>();
  for (const recording of recordings()) {
    const name = /^statement-(.*)-\d\d$/.exec(recording.name)?.[1];
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), recording]);
  }
  for (const [name, steps] of found) if (steps[0]?.request.method !== 'POST') found.delete(name);
  return found;
}

const bodyOf = (recording: Recording): Body => recording.response.body as Body;

/** Queued or executing, by the URI that was asked. */
const phaseOf = (path: string): string => /\/(queued|executing)\//.exec(path)?.[1] ?? 'posted';

/** Names of all fields, those of stages once however deep they are; values of rows and columns are compared apart. */
function fieldsOf(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((element) => fieldsOf(element, place));
  return Object.entries(value).flatMap(([name, field]) => {
    if (['data', 'columns', 'failureInfo'].includes(name)) return [`${place}${name}`];
    const at = `${place}${name}`.replace(/(\.subStages)+/, '');
    return [at, ...fieldsOf(field, `${at}.`)];
  });
}

function allFields(bodies: readonly Body[]): string[] {
  return [...new Set(bodies.flatMap((body) => fieldsOf(body)))].sort();
}

/** What must be the same to the letter at a statement's end. */
function resultOf(bodies: readonly Body[]): unknown {
  const last = bodies.at(-1) ?? {};
  const error = last.error as { failureInfo: { type: string } } | undefined;
  return {
    columns: bodies.find(({ columns }) => columns !== undefined)?.columns,
    rows: bodies.flatMap(({ data }) => (data ?? []) as unknown[]),
    updateType: last.updateType,
    updateCount: last.updateCount,
    warnings: last.warnings,
    state: (last.stats as { state: string }).state,
    error: error && { ...error, failureInfo: error.failureInfo.type },
  };
}

describe('statements as stock answers them', () => {
  let node: RunningNode;

  before(async function () {
    this.timeout(60_000);
    node = await start({ port: 0, contract: true, logLevel: 'fatal' });
  });

  after(() => node.stop());

  async function answersTo(posted: Recording): Promise<readonly { phase: string; body: Body }[]> {
    const { headers, body } = posted.request;
    const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => /^x-trino-/i.test(name)));
    const first = await fetch(`${node.url}/v1/statement`, {
      method: 'POST',
      headers: sent,
      body: body as string,
    });
    const answers = [{ phase: 'posted', body: (await first.json()) as Body }];
    for (let uri = answers[0]?.body.nextUri; uri !== undefined; uri = answers.at(-1)?.body.nextUri) {
      const answer = await fetch(uri as string);
      expect(answer.status).to.equal(200);
      answers.push({ phase: phaseOf(uri as string), body: (await answer.json()) as Body });
    }
    return answers;
  }

  for (const [name, steps] of sequences()) {
    it(`${name}: the same fields in each phase, the same result`, async () => {
      const posted = steps[0] as Recording;
      const ours = await answersTo(posted);
      expect(resultOf(ours.map(({ body }) => body))).to.deep.equal(resultOf(steps.map(bodyOf)));
      for (const phase of ['posted', 'queued', 'executing']) {
        const recorded = steps.filter(({ request }) => phaseOf(request.path) === phase).map(bodyOf);
        const own = ours.filter((answer) => answer.phase === phase).map(({ body }) => body);
        expect(own.length > 0, phase).to.equal(recorded.length > 0);
        const known = allFields(recorded);
        // A quick query has fewer answers than stock's, so that what only the early ones say may be missing.
        for (const field of allFields(own)) expect(known, `${phase} ${field}`).to.include(field);
      }
      // Few rows come with our last answer, with stock's one before it.
      const lastOf = (bodies: readonly Body[]): string[] =>
        fieldsOf(bodies.at(-1)).filter((field) => field !== 'data' && !field.startsWith('stats.rootStage.'));
      expect([...new Set(lastOf(ours.map(({ body }) => body)))].sort()).to.deep.equal(
        [...new Set(lastOf(steps.map(bodyOf)))].sort(),
      );
    }).timeout(10_000);
  }

  for (const recording of recordings().filter(
    ({ name, request, response }) =>
      name.startsWith('statement-post-') && request.method === 'POST' && response.status !== 200,
  )) {
    // Made with keys of that server.
    if (recording.name === 'statement-post-internal-bearer') continue;
    it(`${recording.name}: refused alike`, async () => {
      const { request, response } = recording;
      const sent = Object.entries(request.headers).filter(([name]) => /^(x-|authorization)/i.test(name));
      const answer = await fetch(`${node.url}/v1/statement`, {
        method: 'POST',
        headers: Object.fromEntries(sent),
        body: request.body as string,
      });
      expect(answer.status).to.equal(response.status);
      expect((await answer.text()).trim()).to.equal(String(response.body).trim());
    });
  }
});
