import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers that a signed message carries. */
export const TIMESTAMP_HEADER = 'provider-timestamp';
export const SIGNATURE_HEADER = 'provider-signature';

/** How far a message's time may be off: older ones may have been overheard and sent again. */
export const TOLERANCE_MS = 5 * 60_000;

export interface Signed {
  /** Milliseconds since the epoch, by the real clock of who signed. */
  readonly timestamp: string;
  readonly signature: string;
}

/** HMAC-SHA256 over the time and the message, hexadecimal. */
export function sign(secret: string, message: string, nowMillis: number): Signed {
  const timestamp = String(nowMillis);
  return { timestamp, signature: digestOf(secret, timestamp, message).toString('hex') };
}

/** @returns why the message is not to be believed; undefined when it is. Takes as long for a wrong signature as for a right one. */
export function distrust(
  secret: string,
  message: string,
  { timestamp, signature }: Signed,
  nowMillis: number,
): 'signature-invalid' | 'timestamp-stale' | undefined {
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : '', 'hex');
  const expected = digestOf(secret, timestamp, message);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'signature-invalid';
  const off = /^\d{1,15}$/.test(timestamp) ? Math.abs(nowMillis - Number(timestamp)) : Number.POSITIVE_INFINITY;
  return off > TOLERANCE_MS ? 'timestamp-stale' : undefined;
}

/** What of a request is signed: also where it goes, so that it cannot be sent to another place. */
export const requestMessage = (method: string, path: string, body: string): string => `${method} ${path}\n${body}`;

const digestOf = (secret: string, timestamp: string, message: string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.${message}`).digest();
