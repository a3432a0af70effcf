import { describe, expect, it } from '@jest/globals';
import { SignJWT, importJWK, generateKeyPair } from 'jose';
import { organisationId } from '#kernel';
import { FileKeyStore, type KeyStore } from '#key-store';
import { temporaryFolder } from '../../../test/support/event-store.js';
import { Tokens, type TokenRequest } from './tokens.js';

const buyer: TokenRequest = { subject: 'bea', organisation: organisationId('acme'), role: 'buyer' };

async function open(): Promise<{ tokens: Tokens; keyStore: KeyStore }> {
  const keyStore = await FileKeyStore.open(await temporaryFolder());
  return { tokens: await Tokens.open(keyStore), keyStore };
}

/** A token signed with this installation's own key, that claims what it likes. */
async function signed(keyStore: KeyStore, claims: Record<string, unknown>, alg = 'EdDSA'): Promise<string> {
  const bytes = await keyStore.find('token-signing');
  const jwk = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
  const all = { sub: 'x', org: 'acme', role: 'buyer', scope: 'read', iss: 'trade-assurance', aud: 'trade-assurance' };
  const exp = Math.floor(Date.now() / 1000) + 60;
  return new SignJWT({ ...all, exp, ...claims }).setProtectedHeader({ alg }).sign(await importJWK(jwk, alg));
}

describe('tokens', () => {
  it('say who acts', async () => {
    const { tokens } = await open();
    const { actor, scopes } = await tokens.verify(await tokens.issue(buyer));
    expect(actor).toEqual({ id: 'bea', onBehalfOf: null, organisation: 'acme', role: 'buyer' });
    expect([...scopes]).toEqual(['read', 'write']);
  });

  it('may be for looking only', async () => {
    const { tokens } = await open();
    const { scopes } = await tokens.verify(await tokens.issue({ ...buyer, scopes: ['read'] }));
    expect([...scopes]).toEqual(['read']);
  });

  it('outlive a restart, for the key is kept', async () => {
    const { tokens, keyStore } = await open();
    const token = await tokens.issue(buyer);
    expect((await (await Tokens.open(keyStore)).verify(token)).actor.id).toBe('bea');
  });

  it('are remembered once they are verified, and only until they end', async () => {
    const { tokens } = await open();
    const token = await tokens.issue({ ...buyer, validForSeconds: 2 });
    expect(tokens.recall(token)).toBeUndefined();
    const caller = await tokens.verify(token);
    expect(tokens.recall(token)).toBe(caller);
    await new Promise((done) => setTimeout(done, Math.max(0, caller.expiresAt - Date.now()) + 5));
    expect(tokens.recall(token)).toBeUndefined();
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it.each([
    ['another installation’s', async () => (await open()).tokens.issue(buyer)],
    ['another issuer’s', (keys: KeyStore) => signed(keys, { iss: 'someone' })],
    ['for another audience', (keys: KeyStore) => signed(keys, { aud: 'someone' })],
    ['without an end', (keys: KeyStore) => signed(keys, { exp: undefined })],
    ['without a subject', (keys: KeyStore) => signed(keys, { sub: undefined })],
    ['with the role of our own processes', (keys: KeyStore) => signed(keys, { role: 'system' })],
    ['with a role that does not exist', (keys: KeyStore) => signed(keys, { role: 'king' })],
    ['without an organisation', (keys: KeyStore) => signed(keys, { org: undefined })],
    ['with an organisation out of form', (keys: KeyStore) => signed(keys, { org: 'a b' })],
    ['signed in another way', async () => signedByRsa()],
    ['no token at all', () => Promise.resolve('abc')],
  ])('are refused: %s', async (_name, make) => {
    const { tokens, keyStore } = await open();
    await expect(tokens.verify(await make(keyStore))).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('are refused when changed by a single character', async () => {
    const { tokens } = await open();
    const [head = '', payload = '', signature = ''] = (await tokens.issue(buyer)).split('.');
    const claims = Buffer.from(payload, 'base64url').toString().replace('"buyer"', '"operator"');
    const forged = [head, Buffer.from(claims).toString('base64url'), signature].join('.');
    await expect(tokens.verify(forged)).rejects.toMatchObject({ code: 'token-invalid' });
  });
});

async function signedByRsa(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ sub: 'x', org: 'acme', role: 'operator' })
    .setProtectedHeader({ alg: 'RS256' })
    .setExpirationTime('1h')
    .sign(privateKey);
}
