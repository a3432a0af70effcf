import type { Service } from './service.js';

const DEFAULT_DATABASE = 'trade-assurance';
const URL_FORM = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^@/?]+)(?:\/([^?]*))?(?:\?.*)?$/;

/** Where the database is, as it may be shown: without the name and the password that a URL can carry. */
export interface Address {
  readonly hosts: string;
  readonly database: string;
}

/** @throws the service's error, which does not repeat the URL: that can carry a password. */
export function addressIn(url: string, service: Service): Address {
  const [isUrl, hosts = '', database = ''] = URL_FORM.exec(url) ?? [];
  if (isUrl === undefined) {
    throw new service.unavailable(`the URL of the ${service.name} is not of the form mongodb://host:port/database`);
  }
  return { hosts, database: decoded(database, service) || DEFAULT_DATABASE };
}

function decoded(name: string, service: Service): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    throw new service.unavailable(`the database's name in the URL of the ${service.name} is not encoded as in a URL`, {
      cause: error,
    });
  }
}
