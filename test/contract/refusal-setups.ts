import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { internalToken } from '../support/internal-token.ts';
import { readRecording, type Recording } from './recording.ts';
import { requestBodyText } from './request-body-text.ts';
import { type Answer, type Sent, send } from './send.ts';

/** The nodes that refused requests are sent to. */
export interface Nodes {
  readonly coordinator: string;
  readonly worker: string;
  /** A coordinator without workers, where queries wait; it forgets clients after five seconds. */
  readonly idle: string;
  /** The name of the environment, which is the secret too. */
  readonly environment: string;
}

/** The part of an answer of the client protocol that set-ups look at. */
interface StatementAnswer {
  readonly id: string;
  readonly nextUri?: string;
}

/** Where a request goes: to which node, if not the one of the recording's kind, and to which path. */
interface Target {
  readonly node?: string;
  readonly path: string;
}

/** Brings the nodes into the state that a recording was made in, and says where its request goes now. */
type Setup = (nodes: Nodes, recording: Recording) => Promise<Target>;

const user = { 'X-Trino-User': 'alice' };

/** The request of a recording as it is to be sent, and to which node, after what has to be done before it. */
export async function prepareRefused(
  nodes: Nodes,
  recording: Recording,
): Promise<Sent & { readonly node: string }> {
  const { method, headers } = recording.request;
  const target: Target = (await setups[recording.name]?.(nodes, recording)) ?? {
    path: recording.request.path,
  };
  const { path, node = nodes[recording.server] } = target;
  const own = new Set(['host', 'content-length', 'connection', 'accept-encoding']);
  const kept = Object.entries(headers).filter(([name]) => !own.has(name.toLowerCase()));
  const told = await Promise.all(
    kept.map(async ([name, value]) => [name, await credential(nodes, recording.name, name, value)] as const),
  );
  return { node, method, path, headers: Object.fromEntries(told), body: requestBodyText(recording) };
}

/** Recordings hide credentials; what they were is told by the recording's name. */
async function credential(nodes: Nodes, recording: string, header: string, value: string): Promise<string> {
  if (!value.includes('<jwt>')) return value;
  switch (header.toLowerCase()) {
    case 'cookie':
      return sessionCookie(nodes);
    case 'x-trino-internal-bearer':
      if (recording.endsWith('garbage-token')) return 'garbage';
      if (recording.endsWith('wrong-token')) return internalToken(`not ${nodes.environment}`);
      if (recording.endsWith('expired-token')) return expiredToken(nodes.environment);
      return internalToken(nodes.environment);
    default:
      throw new Error(`${recording}: what was hidden in ${header}?`);
  }
}

async function expiredToken(secret: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('test')
    .setExpirationTime(Math.floor(Date.now() / 1000) - 300)
    .sign(createHash('sha256').update(secret).digest());
}

async function sessionCookie({ coordinator }: Nodes): Promise<string> {
  const login = await send(coordinator, {
    method: 'POST',
    path: '/ui/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=alice&password=',
  });
  const [cookie] = [login.headers['set-cookie']].flat();
  if (cookie === undefined) throw new Error('no session of the console');
  return String(cookie.split(';', 1)[0]);
}

async function submit({ coordinator }: Nodes, sql: string): Promise<StatementAnswer> {
  return statementAnswer(
    await send(coordinator, { method: 'POST', path: '/v1/statement', headers: user, body: sql }),
  );
}

async function follow(nodes: Nodes, answer: StatementAnswer, query = ''): Promise<StatementAnswer> {
  const path = pathOf(answer) + query;
  return statementAnswer(await send(nodes.coordinator, { method: 'GET', path, headers: {} }));
}

function statementAnswer(answer: Answer): StatementAnswer {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.toString()}`);
  return JSON.parse(answer.body.toString()) as StatementAnswer;
}

/** The path of `nextUri`. */
function pathOf({ id, nextUri }: StatementAnswer): string {
  if (nextUri === undefined) throw new Error(`${id} has ended`);
  return new URL(nextUri).pathname;
}

/** The first answer whose `nextUri` is of `executing`. */
async function startExecuting(nodes: Nodes, sql: string): Promise<StatementAnswer> {
  let answer = await submit(nodes, sql);
  while (!pathOf(answer).startsWith('/v1/statement/executing/')) {
    answer = await follow(nodes, answer);
  }
  return answer;
}

/** Runs a statement to its end. */
async function runToEnd(nodes: Nodes, sql: string): Promise<StatementAnswer> {
  let answer = await submit(nodes, sql);
  while (answer.nextUri !== undefined) {
    answer = await follow(nodes, answer);
  }
  return answer;
}

/** A statement path with another slug. */
function withSlug(path: string, slug: string): string {
  return path.replace(/\/[^/]+\/([0-9]+)$/, `/${slug}/$1`);
}

/** A statement path with another token. */
function withToken(path: string, token: string): string {
  return path.replace(/[0-9]+$/, token);
}

const QUERY = 'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY regionkey';
const WRONG_SLUG = `y${'0'.repeat(40)}`;

const queuedPath: Setup = async (nodes, { request }) => {
  const path = pathOf(await submit(nodes, 'SELECT 1'));
  const recorded = String(request.path.split('?', 1)[0]);
  const token = String(/[0-9]+$/.exec(recorded)?.[0]);
  const query = request.path.slice(recorded.length);
  return {
    path: recorded.includes(WRONG_SLUG) ? withSlug(path, WRONG_SLUG) : withToken(path, token) + query,
  };
};

const executingPath: Setup = async (nodes, { request }) => {
  const path = pathOf(await startExecuting(nodes, QUERY));
  const recorded = String(request.path.split('?', 1)[0]);
  const token = String(/[0-9]+$/.exec(recorded)?.[0]);
  const query = request.path.slice(recorded.length);
  return {
    path: recorded.includes(WRONG_SLUG) ? withSlug(path, WRONG_SLUG) : withToken(path, token) + query,
  };
};

/** Two `executing` answers of one query that were served, the older first, and the one that came to the newer. */
async function twoTokens(nodes: Nodes): Promise<[StatementAnswer, StatementAnswer, StatementAnswer]> {
  // Only a query whose rows aren't there at once gets a second token, so it may take several.
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await startExecuting(nodes, QUERY);
    const second = await follow(nodes, first, '?maxWait=1ms');
    if (second.nextUri !== undefined) return [first, second, await follow(nodes, second)];
  }
  throw new Error('every query was answered at once');
}

/** A query of ours that has ended, at the recorded path. */
const endedQuery: Setup = async (nodes, { request }) => {
  const { id } = await runToEnd(nodes, 'SELECT 1');
  return { path: request.path.replace(/[0-9]{8}_[0-9]{6}_[0-9]{5}_[a-z0-9]{5}/, id) };
};

/** A task that a recorded update made, read to the token after its last page. */
const replayedTask: Setup = async (nodes, { request }) => {
  const bearer = { 'X-Trino-Internal-Bearer': await internalToken(nodes.environment) };
  for (const name of ['taskapi-replay-create', 'taskapi-replay-splits']) {
    const recording = readRecording(name);
    const { method, path } = recording.request;
    const headers = { ...bearer, 'Content-Type': 'application/json' };
    const answer = await send(nodes.worker, { method, path, headers, body: requestBodyText(recording) });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.body.toString()}`);
  }
  return { path: request.path };
};

const setups: Readonly<Record<string, Setup>> = {
  'statement-delete-queued-wrong-slug': queuedPath,
  'statement-queued-future-token': queuedPath,
  'statement-queued-maxwait-invalid': queuedPath,
  'statement-queued-wrong-slug': queuedPath,
  async 'statement-queued-old-token'({ idle, ...nodes }) {
    const waiting = { ...nodes, idle, coordinator: idle };
    const first = await submit(waiting, 'SELECT count(*) FROM tpch.tiny.nation');
    const second = await follow(waiting, first, '?maxWait=1ms');
    await follow(waiting, second, '?maxWait=1ms');
    return { node: idle, path: pathOf(first) };
  },
  async 'statement-never-submitted-expired'({ idle, ...nodes }) {
    const answer = await submit({ ...nodes, idle, coordinator: idle }, 'SELECT 1');
    await sleep(7_000);
    return { node: idle, path: pathOf(answer) };
  },
  'statement-executing-bad-maxwait': executingPath,
  'statement-executing-bad-target': executingPath,
  'statement-executing-wrong-slug': executingPath,
  'statement-executing-future-token': executingPath,
  async 'statement-executing-old-token'(nodes) {
    const [first] = await twoTokens(nodes);
    return { path: pathOf(first) };
  },
  async 'statement-executing-old-token-after-end'(nodes) {
    const [first, , third] = await twoTokens(nodes);
    let answer = third;
    while (answer.nextUri !== undefined) {
      answer = await follow(nodes, answer);
    }
    return { path: pathOf(first) };
  },
  async 'query-info-never-submitted'(nodes) {
    const { id } = await submit(nodes, 'SELECT 1');
    return { path: `/v1/query/${id}` };
  },
  'query-killed-again': endedQuery,
  'query-killed-no-message-again': endedQuery,
  'query-preempted-again': endedQuery,
  async 'node-info-state-put-active-while-shutting-down-worker'(nodes, { request }) {
    const bearer = { 'X-Trino-Internal-Bearer': await internalToken(nodes.environment) };
    const headers = { ...bearer, 'Content-Type': 'application/json' };
    await send(nodes.worker, { method: 'PUT', path: '/v1/info/state', headers, body: '"SHUTTING_DOWN"' });
    return { path: request.path };
  },
  'taskapi-replay-results-future': replayedTask,
  'taskapi-replay-results-unknown-buffer': replayedTask,
};

/** Recordings whose set-up changes a node for good; they come last. */
export const lastRefused: readonly string[] = ['node-info-state-put-active-while-shutting-down-worker'];

/** Names of recordings that a set-up stands for. */
export const preparedRefused: readonly string[] = Object.keys(setups);
