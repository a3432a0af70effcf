import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/event-store.js';
import { certify, makeAuthority, type Certificate } from '../../../test/support/eventstoredb/certificates.js';
import { openStore, startServer } from '../../../test/support/eventstoredb/serving.js';
import { newEvents, newStream } from '../contract/subject.js';
import { NotPermitted, StoreUnavailable } from '../errors.js';

const USER = 'ops';
const PASSWORD = 'p@ss:word/?';

/** A server with a certificate, and the addresses by which it can be reached. */
async function startSecureServer() {
  const authority = await makeAuthority();
  const server = await startServer({ tls: await certify(authority), credentials: `${USER}:${PASSWORD}` });
  const file = join(await temporaryFolder(), 'authority.crt');
  const url = async ({ certificate }: Certificate, password = PASSWORD): Promise<string> => {
    await writeFile(file, certificate);
    const login = `${USER}:${encodeURIComponent(password)}`;
    return `esdb://${login}@localhost:${server.gate.port}?tls=true&tlsCAFile=${file}`;
  };
  return { server, authority, url };
}

/** What somebody may read of a failure: its message and those of its causes. */
function messagesOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${messagesOf(error.cause)}` : '';
}

describe('a server with a certificate', () => {
  it('is written to and read with the credentials in its address', async () => {
    const { server, authority, url } = await startSecureServer();
    const store = openStore(await url(authority));
    const { position } = await store.append(newStream(), newEvents(1), 'no-stream');
    expect(await store.head()).toBe(position);
    expect(server.log.events).toHaveLength(1);
  });

  it('that another authority has signed is refused, with one clear message', async () => {
    const { server, url } = await startSecureServer();
    const store = openStore(await url(await makeAuthority()), { patienceMs: 300 });
    const failures = await Promise.all([
      store.append(newStream(), newEvents(1), 'no-stream').catch((error: unknown) => error),
      store.head().catch((error: unknown) => error),
    ]);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(StoreUnavailable);
      expect(messagesOf(failure)).toMatch(/certificate/);
      expect(messagesOf(failure)).not.toContain(PASSWORD);
    }
    expect(server.received).toEqual([]);
  });

  it('does not let in who comes with the wrong password, and the message does not tell it', async () => {
    const { server, authority, url } = await startSecureServer();
    const store = openStore(await url(authority, 'wr@ng'));
    const failures = await Promise.all([
      store.append(newStream(), newEvents(1), 'no-stream').catch((error: unknown) => error),
      store.head().catch((error: unknown) => error),
    ]);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(NotPermitted);
      expect(messagesOf(failure)).not.toContain('wr@ng');
    }
    expect(server.log.events).toEqual([]);
  });
});
