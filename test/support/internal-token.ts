import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';

/** A token that nodes of an environment accept (key: SHA-256 of the secret, which is the environment's name by default). */
export async function internalToken(secret: string, nodeId = 'test'): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(nodeId)
    .setExpirationTime('5m')
    .sign(createHash('sha256').update(secret).digest());
}

/** The tasks of a node, as another node sees them. */
export async function tasksOf(
  server: string,
  secret: string,
): Promise<
  {
    taskStatus: { taskId: string; state: string };
    stats: { rawInputPositions?: number; outputPositions?: number };
  }[]
> {
  const response = await fetch(`${server}/v1/task`, {
    headers: { 'X-Trino-Internal-Bearer': await internalToken(secret) },
  });
  if (response.status !== 200) throw new Error(`${server}/v1/task: ${response.status}`);
  return (await response.json()) as Awaited<ReturnType<typeof tasksOf>>;
}
