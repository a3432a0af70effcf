import { randomUUID } from 'node:crypto';
import { WrongExpectedVersionError } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { failureOfRead } from './failures.js';

/** Its metadata hold the identity: they are events of the server's own kind, so that nobody meets them among ours, and no copy has them. */
const STREAM = 'trade-assurance-store';

/** The name of the store that a server keeps, made by whoever asks first. @throws StoreUnavailable, NotPermitted */
export async function identityOf(connection: Connection, answerMs: number): Promise<string> {
  try {
    return (await recorded(connection, answerMs)) ?? (await made(connection, answerMs));
  } catch (error) {
    throw failureOfRead(error);
  }
}

async function recorded(connection: Connection, answerMs: number): Promise<string | undefined> {
  const { metadata } = await connection.call(answerMs, ({ client }) =>
    client.getStreamMetadata<{ readonly identity?: string }>(STREAM, { requiresLeader: true }),
  );
  return metadata?.identity;
}

/**
 * Of several who make one at once, one is the first; the others take his. This once it is appended to a server that is otherwise
 * only read from, as in copying from it: what the client may mix up then is looked for again.
 */
async function made(connection: Connection, answerMs: number): Promise<string> {
  const identity = randomUUID();
  try {
    await connection.call(answerMs, ({ client }) =>
      client.setStreamMetadata(STREAM, { identity }, { expectedRevision: 'no_stream', deadline: answerMs }),
    );
    return identity;
  } catch (error) {
    const others = error instanceof WrongExpectedVersionError ? await recorded(connection, answerMs) : undefined;
    if (others === undefined) throw error;
    return others;
  }
}
