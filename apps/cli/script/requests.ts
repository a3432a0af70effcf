import { organisationId } from '#kernel';
import { bodyText, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER, type ProviderAccess } from '#payment-provider';
import type { TokenRole } from '#platform/auth';
import type { Caller, Credentials } from '../client/credentials.js';
import { textDocument, type ApiRequest } from '../client/transport.js';
import { CliError } from '../errors.js';
import type { RequestStep } from './format.js';

interface From {
  readonly credentials: Credentials;
  readonly providerAccess: ProviderAccess | undefined;
}

/** The request that a step, with its names replaced, sends. @param key of a write that names none. */
export async function requestOf(
  step: RequestStep,
  key: string,
  { credentials, providerAccess }: From,
): Promise<ApiRequest> {
  if ('callback' in step) return callbackOf(step.callback, providerAccess);
  const token = await credentials.tokenFor(callerOf(step.as));
  if ('get' in step) return { method: 'GET', path: step.get, token };
  if ('post' in step)
    return { method: 'POST', path: step.post, token, key: step.key ?? key, ...(step.body && { body: step.body }) };
  return { method: 'POST', path: step.upload, token, key: step.key ?? key, ...textDocument(step.file, step.text) };
}

function callbackOf(body: object, access: ProviderAccess | undefined): ApiRequest {
  if (access === undefined)
    throw new CliError(
      'A callback is signed: set PAYMENT_PROVIDER_URL and PAYMENT_PROVIDER_SECRET as the server has them.',
    );
  const content = bodyText(body);
  // The real clock: how old a message is has nothing to do with the movable one.
  const { timestamp, signature } = sign(access.secret, content, Date.now());
  const headers = {
    'content-type': 'application/json',
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: signature,
  };
  return { method: 'POST', path: `/v1/provider-callbacks/${access.name}`, content, headers };
}

/** Of `buyer@acme-imports`. @throws CliError when what a name stood for makes no id of it. */
function callerOf(as: string): Caller {
  const [role = '', organisation = ''] = as.split('@');
  try {
    return { role: role as TokenRole, organisation: organisationId(organisation) }; // the format knows no other role
  } catch (error) {
    throw new CliError(`"${as}" is nobody: ${(error as Error).message}.`);
  }
}

/** Who does what, in one line. */
export function summaryOf(step: RequestStep): { readonly who: string; readonly what: string } {
  if ('callback' in step) return { who: 'payment provider', what: `calls back ${JSON.stringify(step.callback)}` };
  if ('get' in step) return { who: step.as, what: `GET ${step.get}` };
  if ('post' in step) return { who: step.as, what: `POST ${step.post}` };
  return { who: step.as, what: `POST ${step.upload} (${step.file})` };
}
