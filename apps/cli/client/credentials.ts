import { existsSync } from 'node:fs';
import { organisationId, type OrganisationId } from '#kernel';
import { Tokens, type TokenRequest, type TokenRole } from '#platform/auth';
import { settingsFrom } from '#platform/config';
import { openKeyStore } from '#platform/stores';
import { UsageError } from '../errors.js';

/** Who a request is from. */
export interface Caller {
  readonly role: TokenRole;
  readonly organisation: OrganisationId;
}

const PLATFORM = organisationId('trade-assurance');
export const OPERATOR: Caller = { role: 'operator', organisation: PLATFORM };
export const ARBITER: Caller = { role: 'arbiter', organisation: PLATFORM };

const SUBJECT = 'ta';

/** Issues tokens with the key of an installation, each once. Whoever can read the keys can do this, and no one else. */
export class Credentials {
  readonly #tokens: Tokens;
  readonly #issued = new Map<string, Promise<string>>();

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** @throws UsageError when there is no such folder, StartupError for a bad setting, KeyStoreUnusable. */
  static async of(dataDir: string): Promise<Credentials> {
    if (!existsSync(dataDir))
      throw new UsageError(
        `There is no data folder ${dataDir}. Start the server once, or name another with --data-dir.`,
      );
    const keyStore = await openKeyStore(settingsFrom({ ...process.env, DATA_DIR: dataDir }));
    try {
      return new Credentials(await Tokens.open(keyStore));
    } finally {
      await keyStore.close();
    }
  }

  issue(request: TokenRequest): Promise<string> {
    return this.#tokens.issue(request);
  }

  /** A token of this process for the caller, good for a day. */
  tokenFor({ role, organisation }: Caller): Promise<string> {
    const name = `${role} ${organisation}`;
    const token = this.#issued.get(name) ?? this.issue({ subject: SUBJECT, organisation, role });
    this.#issued.set(name, token);
    return token;
  }
}
