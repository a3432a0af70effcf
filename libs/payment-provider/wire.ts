import { Ajv } from 'ajv';
import { anyObject, flag, integer, moneySchema, nullable, oneOf, optional, record, text, type Schema } from '#kernel';
import type { PaymentNews, PayOutStatus } from './port.js';

/** What goes over the wire, in both directions. Amounts are integer minor units as text. */

const name = text({ minLength: 1, maxLength: 200 });
const code = text({ minLength: 1, maxLength: 100 });

const newsFields = {
  transaction: name,
  sequence: integer({ minimum: 0 }),
  kind: oneOf('verifying', 'authorised', 'processing', 'arrived', 'rejected', 'failed', 'expired', 'reversed'),
  amount: nullable(moneySchema),
  account: nullable(text({ maxLength: 100 })),
  reason: nullable(code),
};
export const newsSchema: Schema<PaymentNews> = record(newsFields);

const payOutFields = {
  kind: oneOf('submitted', 'succeeded', 'failed'),
  transaction: name,
  reason: optional(code),
  retriable: optional(flag()),
};
const payOutStatusSchema = record(payOutFields);

/** A callback: its own id, and news of one payment or of one pay-out. */
export interface Callback {
  readonly eventId: string;
  /** The key that the payment or pay-out was asked for with; for a transfer what its sender gave, when it looks like a key. */
  readonly reference?: string;
  readonly payment?: PaymentNews;
  readonly payOut?: PayOutStatus & { readonly sequence: number };
}

const refusalSchema = record({ code, detail: optional(text()), facts: optional(anyObject()) });

const ajv = new Ajv({ strict: true, validateSchema: false });

/** @throws TypeError when the value is no such thing. */
export const parseNews = (value: unknown): PaymentNews => checked(newsSchema, value);

/** @throws TypeError when the value is no such thing. */
export function parsePayOutStatus(value: unknown): PayOutStatus {
  const { kind, transaction, reason, retriable } = checked(payOutStatusSchema, value);
  if (kind !== 'failed') return { kind, transaction };
  return { kind, transaction, reason: reason ?? 'unstated', retriable: retriable ?? false };
}

/** The code with which the provider refuses; undefined when it says none. */
export function refusalIn(value: unknown): { readonly code: string; readonly detail: string } | undefined {
  if (!ajv.validate(refusalSchema.json, value)) return undefined;
  const { code, detail } = value as { code: string; detail?: string }; // checked above
  return { code, detail: detail ?? code };
}

function checked<T>(schema: Schema<T>, value: unknown): T {
  if (!ajv.validate(schema.json, value))
    throw new TypeError(`The provider's answer is out of form: ${ajv.errorsText()}`);
  return value as T; // checked above
}

/** The text of a body. */
export const bodyText = (value: object): string => JSON.stringify(value);
