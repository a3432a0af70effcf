import { ReadStoreUnavailable } from '../errors.js';

const DEFAULT_DATABASE = 'trade-assurance';
const URL_FORM = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^@/?]+)(?:\/([^?]*))?(?:\?.*)?$/;

/** Where the database is, as it may be shown: without the name and the password that a URL can carry. */
export interface Address {
  readonly hosts: string;
  readonly database: string;
}

/** @throws ReadStoreUnavailable that does not repeat the URL, which can carry a password. */
export function addressIn(url: string): Address {
  const [isUrl, hosts = '', database = ''] = URL_FORM.exec(url) ?? [];
  if (isUrl === undefined) {
    throw new ReadStoreUnavailable('the URL of the read store is not of the form mongodb://host:port/database');
  }
  return { hosts, database: decoded(database) || DEFAULT_DATABASE };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    throw new ReadStoreUnavailable("the database's name in the URL of the read store is not encoded as in a URL", {
      cause: error,
    });
  }
}
