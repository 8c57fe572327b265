import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { type RunningNode, start } from '../../src/index.ts';
import { type Recording, readRecordings } from './recording.ts';
import { lastRefused, type Nodes, preparedRefused, prepareRefused } from './refusal-setups.ts';
import { type Answer, send } from './send.ts';

/** Refused requests that we answer in another way, or that aren't sent; by the recording's name, with the reason. */
interface Exceptions {
  /** Not sent at all. */
  readonly notReplayed: Readonly<Record<string, string>>;
  /** Sent, with another text in the answer. */
  readonly otherText: Readonly<Record<string, string>>;
}

const exceptions = parse(readFileSync(new URL('exceptions.yaml', import.meta.url), 'utf8')) as Exceptions;

/** Headers of refusals that callers act on. */
const telling = ['content-type', 'www-authenticate', 'allow', 'cache-control', 'location'];

/** What callers see of a refusal; stack traces only by the fact that there is a text. */
function summary(status: number, headers: Answer['headers'], body: string) {
  return {
    status,
    headers: Object.fromEntries(
      telling.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
    body: body === '' ? 'empty' : /^<html>/i.test(body) ? 'page' : 'text',
  };
}

function recordedSummary({ response }: Recording) {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return summary(response.status, headers, String(response.body));
}

/** The text of a refusal that was written for callers: not a page, not a stack trace. */
function plainText(body: string): string | undefined {
  return body === '' || body.startsWith('<') || body.includes('\n\tat ') ? undefined : body;
}

describe('Refused requests are refused by us in the same way', () => {
  const refused = readRecordings().filter(({ response }) => response.status >= 400);
  const running: RunningNode[] = [];
  let nodes: Nodes;

  before(async function () {
    this.timeout(60_000);
    const environment = 'test';
    const coordinator = await start({ port: 0, environment, contract: true });
    running.push(coordinator);
    const discoveryUri = coordinator.url;
    const worker = await start({ port: 0, environment, coordinator: false, discoveryUri, contract: true });
    running.push(worker);
    const idle = await start({
      port: 0,
      environment,
      includeCoordinator: false,
      contract: true,
      properties: { 'query.client.timeout': '5s' },
    });
    running.push(idle);
    nodes = { coordinator: coordinator.url, worker: worker.url, idle: idle.url, environment };
  });

  after(async function () {
    this.timeout(60_000);
    for (const node of running.reverse()) {
      await node.stop();
    }
  });

  it('every exception and set-up is of a refused request', () => {
    const names = refused.map(({ name }) => name);
    expect(names).to.include.members([
      ...preparedRefused,
      ...lastRefused,
      ...Object.keys(exceptions.notReplayed),
      ...Object.keys(exceptions.otherText),
    ]);
  });

  const order = (name: string) => lastRefused.indexOf(name);
  for (const recording of refused.sort((a, b) => order(a.name) - order(b.name))) {
    const { name } = recording;
    if (name in exceptions.notReplayed) continue;
    it(`${name}: ${recording.response.status}`, async () => {
      const { node, ...sent } = await prepareRefused(nodes, recording);
      const answer = await send(node, sent);
      const body = answer.body.toString();
      expect(summary(answer.status, answer.headers, body), body).to.deep.equal(recordedSummary(recording));
      expect(body, 'no stack trace of ours').not.to.match(/\n\s+at /);
      const text = plainText(String(recording.response.body));
      if (text !== undefined) {
        // A text that we do answer as recorded is no exception.
        if (name in exceptions.otherText) expect(body).not.to.equal(text);
        else expect(body).to.equal(text);
      }
    });
  }
});
