import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ThreadInfo } from '../../generated/worker/types.ts';

type ThreadState = ThreadInfo['state'];
type StackLine = ThreadInfo['stackTrace'][number];

const taskFolder = '/proc/self/task';

/** What Linux calls a thread's state, in Java's words. */
const states: Readonly<Record<string, ThreadState>> = {
  R: 'RUNNABLE',
  S: 'WAITING',
  D: 'BLOCKED',
  T: 'BLOCKED',
  t: 'BLOCKED',
  I: 'WAITING',
  Z: 'TERMINATED',
  X: 'TERMINATED',
};

/**
 * The threads of this process: on Linux all of them, from the kernel; elsewhere the one that runs JavaScript.
 * Only that one's stack is known, as it is while it answers.
 */
export async function processThreads(): Promise<ThreadInfo[]> {
  const main = { id: process.pid, name: process.title, state: 'RUNNABLE' as const, stackTrace: ownStack() };
  let ids: string[];
  try {
    ids = await readdir(taskFolder);
  } catch {
    return [main];
  }
  const threads = await Promise.all(ids.map((id) => readThread(id)));
  return threads
    .filter((thread) => thread !== undefined)
    .map((thread) =>
      thread.id === main.id ? { ...thread, state: main.state, stackTrace: main.stackTrace } : thread,
    );
}

/** Undefined for a thread that ended meanwhile. */
async function readThread(id: string): Promise<ThreadInfo | undefined> {
  try {
    const stat = await readFile(path.join(taskFolder, id, 'stat'), 'utf8');
    // The name stands in parentheses and may hold any character, so the state is what follows the last one.
    const end = stat.lastIndexOf(')');
    const name = stat.slice(stat.indexOf('(') + 1, end);
    return { id: Number(id), name, state: states[stat.charAt(end + 2)] ?? 'RUNNABLE', stackTrace: [] };
  } catch {
    return undefined;
  }
}

function ownStack(): StackLine[] {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, ownStack);
  const lines: StackLine[] = [];
  for (const line of (holder.stack ?? '').split('\n')) {
    const frame = stackLine(line);
    if (frame !== undefined) lines.push(frame);
  }
  return lines;
}

/** `    at Thing.method (file:///…/folder/file.js:12:3)` */
function stackLine(text: string): StackLine | undefined {
  const [, called, location, line] = /^\s+at (?:async )?(?:(.+?) \()?(.+?):(\d+):\d+\)?$/.exec(text) ?? [];
  if (location === undefined) return undefined;
  const file = path.basename(location);
  const dot = called?.lastIndexOf('.') ?? -1;
  return {
    file,
    line: Number(line),
    className: called === undefined || dot < 0 ? path.parse(file).name : called.slice(0, dot),
    method: called === undefined ? '<anonymous>' : called.slice(dot + 1),
  };
}
