import { setTimeout as sleep } from 'node:timers/promises';
import type { AllStreamSubscription } from '@eventstore/db-client';
import { START, type Position } from '#kernel';
import type { LookOut } from '../paging/changes.js';
import type { Connection } from './connection.js';
import { pauseAfter } from './patience.js';
import { isOfServer, positionOf } from './stored-event.js';

/** What the look-out needs beside the connection. */
export interface NewsOptions {
  readonly lookMs: number;
  /** Where the very last event stands, also of the server's own; it throws when that cannot be told now. */
  readonly end: () => Promise<Position>;
}

/**
 * Announces what any process writes, from a subscription of the server's. It only wakes: what has come is then read from where
 * the reader was, so it does not matter what the subscription drops, repeats or says of its progress.
 *
 * It ends with its connection and never comes back by itself: it is begun again, after a pause that doubles. And it may fall
 * silent without ending: every `lookMs` the end is looked at, and a subscription that has not told of it by the next look is replaced.
 */
export function newsOf(connection: Connection, options: NewsOptions): LookOut {
  return (announce) => {
    const ended = new AbortController();
    void keepListening(connection, options, announce, ended.signal);
    return () => ended.abort();
  };
}

async function keepListening(
  connection: Connection,
  options: NewsOptions,
  announce: () => void,
  ended: AbortSignal,
): Promise<void> {
  for (let failures = 0; !ended.aborted; failures++) {
    const heard = await listen(connection, options, announce, ended).catch(() => false); // who reads sees what is wrong
    if (heard) failures = 0;
    announce(); // for what came since
    await sleep(pauseAfter(failures), undefined, { signal: ended, ref: false }).catch(() => undefined);
  }
}

/** One subscription, from its beginning to its end for whatever reason. @returns whether anything was heard from it. */
async function listen(
  connection: Connection,
  { lookMs, end }: NewsOptions,
  announce: () => void,
  ended: AbortSignal,
): Promise<boolean> {
  let newest = await end();
  const client = await connection.client();
  let heard = false;
  const dropped = new AbortController();
  const over = AbortSignal.any([ended, dropped.signal]);
  const drop = (): void => dropped.abort();
  const subscription = client
    .subscribeToAll({ fromPosition: newest === START ? 'start' : { commit: newest, prepare: newest } })
    .on('confirmation', () => (heard = true))
    .on('data', ({ event }) => {
      if (event === undefined) return;
      newest = positionOf(event);
      if (!isOfServer(event)) announce();
    })
    .on('error', drop)
    .on('end', drop)
    .on('close', drop);
  try {
    announce();
    for (let awaited = newest; ;) {
      await sleep(lookMs, undefined, { signal: over, ref: false }).catch(() => undefined);
      if (over.aborted || newest < awaited) return heard;
      awaited = await end();
      if (awaited > newest) announce();
    }
  } finally {
    endSubscription(subscription);
  }
}

/** Not awaited: it is not over before the client has found its server. */
function endSubscription(subscription: AllStreamSubscription): void {
  subscription.unsubscribe().catch(() => undefined);
}
