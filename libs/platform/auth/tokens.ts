import { generateKeyPairSync } from 'node:crypto';
import { types } from 'node:util';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { organisationId, ROLES, type Actor, type OrganisationId, type Role } from '#kernel';
import { KeyStoreUnusable, type KeyStore } from '#key-store';
import { SCOPES, type Caller, type Scope } from './caller.js';

const SIGNING_KEY = 'token-signing';
const ALGORITHM = 'EdDSA';
const ISSUER = 'trade-assurance';
const AUDIENCE = 'trade-assurance';
/** Verifying a signature takes 0.3 ms, finding a verified token a thousandth of it. */
const MAX_REMEMBERED = 10_000;

/** The roles that a person or a program outside can have; `system` is for our own processes and never on a token. */
export const TOKEN_ROLES = ROLES.filter((role): role is TokenRole => role !== 'system');
export type TokenRole = Exclude<Role, 'system'>;

export interface TokenRequest {
  /** Who acts, as his organisation knows him. */
  readonly subject: string;
  readonly organisation: OrganisationId;
  readonly role: TokenRole;
  /** Default: all. */
  readonly scopes?: readonly Scope[];
  /** Default: a day. */
  readonly validForSeconds?: number;
}

/** The token is not one of ours, was changed, has expired, or claims what does not exist. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  constructor(
    readonly code: 'token-expired' | 'token-invalid',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Issues and verifies the signed tokens (JWT, Ed25519) that say who calls. */
export class Tokens {
  readonly #privateKey: CryptoKey;
  readonly #publicKey: CryptoKey;
  readonly #verified = new LRUCache<string, Caller>({ max: MAX_REMEMBERED });

  private constructor(privateKey: CryptoKey, publicKey: CryptoKey) {
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  /** With the key of this installation, which is made on the first start. @throws KeyStoreUnusable */
  static async open(keyStore: KeyStore): Promise<Tokens> {
    const kept = await keyStore.obtain(SIGNING_KEY, () => new TextEncoder().encode(JSON.stringify(newKey())));
    try {
      const { kty, crv, x, d } = JSON.parse(new TextDecoder().decode(kept)) as ReturnType<typeof newKey>; // we wrote it
      return new Tokens(await imported({ kty, crv, x, d }), await imported({ kty, crv, x }));
    } catch (error) {
      throw new KeyStoreUnusable(`the key ${SIGNING_KEY} is not what was written there: restore it from a backup`, {
        cause: error,
      });
    }
  }

  issue({ subject, organisation, role, scopes = SCOPES, validForSeconds = 86_400 }: TokenRequest): Promise<string> {
    return new SignJWT({ org: organisation, role, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${validForSeconds} seconds`)
      .sign(this.#privateKey);
  }

  /** The caller when the token was verified before and is still good: the short way, without waiting. */
  recall(token: string): Caller | undefined {
    const known = this.#verified.get(token);
    return known !== undefined && known.expiresAt > Date.now() ? known : undefined;
  }

  /** @throws TokenRefused */
  async verify(token: string): Promise<Caller> {
    const caller = callerOf(await this.#payloadOf(token));
    this.#verified.set(token, caller);
    return caller;
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    try {
      const expected = { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, requiredClaims: ['exp', 'sub'] };
      return (await jwtVerify(token, this.#publicKey, expected)).payload;
    } catch (error) {
      const expired = types.isNativeError(error) && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
      const message = expired ? 'the token has expired' : 'the token is not one of this installation';
      throw new TokenRefused(expired ? 'token-expired' : 'token-invalid', message, { cause: error });
    }
  }
}

function callerOf({ sub = '', org, role, scope, exp = 0 }: JWTPayload): Caller {
  const claimed = TOKEN_ROLES.find((each) => each === role);
  if (claimed === undefined) throw new TokenRefused('token-invalid', 'the token claims a role that does not exist');
  const scopes = new Set(SCOPES.filter((each) => String(scope).split(' ').includes(each)));
  return { actor: actorOf(sub, org, claimed), scopes, expiresAt: exp * 1_000 };
}

/** The one place where what a token claims becomes who acts. */
function actorOf(sub: string, org: unknown, role: Role): Actor {
  try {
    return { id: sub, onBehalfOf: null, organisation: organisationId(typeof org === 'string' ? org : ''), role };
  } catch (error) {
    throw new TokenRefused('token-invalid', 'the token claims no organisation', { cause: error });
  }
}

/** An Ed25519 key (RFC 8037) as a JWK. */
function newKey(): { readonly kty: string; readonly crv: string; readonly x: string; readonly d: string } {
  const { kty = '', crv = '', x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty, crv, x, d };
}

/** `importJWK` gives bytes for symmetric keys only, and these are none. */
const imported = async (key: JWK): Promise<CryptoKey> => (await importJWK(key, ALGORITHM)) as CryptoKey;
