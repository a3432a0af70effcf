import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Application } from '#application/nest';
import { KeyStoreUnusable } from '#key-store';
import { Peer } from '#mongodb/testing';
import { organisationId } from '#kernel';
import { JsonLog } from '#platform';
import { afterThisTest, temporaryFolder } from '../support/event-store.js';

let peer: Peer;
beforeEach(async () => void (peer = await Peer.start()));

async function onPeer(): Promise<Application> {
  const settings = {
    dataDir: await temporaryFolder(),
    keysUrl: `mongodb://${peer.address}/keys?directConnection=true`,
  };
  const application = await Application.open({ ...settings, clock: 'system' }, new JsonLog('silent'));
  afterThisTest(() => application.close());
  return application;
}

describe('keys that are on a server', () => {
  afterEach(() => peer.stop());

  it('are the same for processes that share nothing else', async () => {
    const [one, other] = [await onPeer(), await onPeer()];
    const buyer = { organisation: organisationId('acme-imports'), role: 'buyer' } as const;
    const token = await one.engine.tokens.issue({ subject: 'b-1', ...buyer });
    expect(await other.engine.tokens.verify(token)).toMatchObject({ actor: buyer });
    expect([...peer.data.collection('keys').keys()].sort()).toEqual(['command-digest', 'token-signing']);
  });

  it('are asked for in one clear line when the server is not there', async () => {
    await peer.stop();
    const opening = onPeer();
    await expect(opening).rejects.toThrow(KeyStoreUnusable);
    await expect(opening).rejects.toThrow(/^the key store is out of reach: [^\n]+$/);
  });
});
