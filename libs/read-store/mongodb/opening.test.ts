import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ReadStoreUnavailable } from '../errors.js';
import { ordersIn } from '../contract/orders.js';
import { MongoReadStore } from './mongo-read-store.js';
import { onPeer, TIMEOUTS } from './testing/place.js';

/** Everything that an error can show, causes and hidden fields included. */
const shown = async (failing: Promise<unknown>): Promise<string> => {
  const error = await failing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReadStoreUnavailable);
  return inspect(error, { depth: Infinity, showHidden: true });
};

describe('opening a MongoReadStore', () => {
  const place = onPeer();

  it('uses the database that the URL names', async () => {
    await ordersIn(await place.open());
    expect(new Set(place.peer.commands.map((command) => command['$db'] as unknown))).toEqual(new Set(['shop']));
  });

  it('fails with one line when nobody listens', async () => {
    await place.peer.stop();
    const opening = place.open();
    await expect(opening).rejects.toThrow(ReadStoreUnavailable);
    await expect(opening).rejects.toThrow(/^the read store is out of reach: [^\n]*ECONNREFUSED[^\n]*$/);
  });

  it('fails within its time when somebody listens and says nothing', async () => {
    place.peer.isSilent = true;
    const opened = performance.now();
    await expect(place.open()).rejects.toThrow(ReadStoreUnavailable);
    expect(performance.now() - opened).toBeLessThan(5 * TIMEOUTS.selectionMs);
  });

  it('fails with a server that is too old', async () => {
    place.peer.greetWith({ maxWireVersion: 5 });
    await expect(place.open()).rejects.toThrow(/^the read store is out of reach: .*wire version 5/);
  });

  it.each([
    ['of another form', 'http://me:pass-word@localhost/shop'],
    ['with a setting that there is not', 'mongodb://me:pass-word@localhost/shop?noSuchSetting=1'],
    ['with settings that contradict each other', 'mongodb://me:pass-word@a,b/shop?directConnection=true'],
    ['without a host', 'mongodb://me:pass-word@/shop'],
    ['whose password is not encoded', 'mongodb://me:pass-word@@localhost/shop'],
    ['whose password has a slash in it', 'mongodb://me:pass-word/x@localhost/shop'],
    ['whose database is not encoded', 'mongodb://me:pass-word@localhost/100%'],
  ])('refuses a URL %s, and keeps the password to itself', async (_, url) => {
    expect(await shown(MongoReadStore.open(url, { timeouts: TIMEOUTS }))).not.toContain('pass-word');
  });

  it('keeps the password to itself when the server does not let us in', async () => {
    place.peer.fail('saslStart', { answer: { ok: 0, code: 18, errmsg: 'Authentication failed.' } });
    expect(await shown(place.open({ credentials: 'me:pass-word@' }))).not.toContain('pass-word');
    await place.peer.stop();
    expect(await shown(place.open({ credentials: 'me:pass-word@' }))).not.toContain('pass-word');
  });
});
