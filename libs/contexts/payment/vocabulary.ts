import {
  flag,
  integer,
  moneySchema,
  nullable,
  oneOf,
  paymentId,
  personal,
  record,
  text,
  type PaymentId,
  type Personal,
  type Schema,
  type TypeOf,
} from '#kernel';

/** What the provider may say of a payment, each with its place in the course of things. */
export const reportKindSchema = oneOf(
  'verifying', // the checking account is being verified
  'authorised',
  'processing', // the money is on its way
  'arrived',
  'rejected', // the account or the card was not accepted
  'failed',
  'expired',
  'reversed', // a chargeback, or a return by the bank
);
export type ReportKind = TypeOf<typeof reportKindSchema>;

/** Where the provider says that the money went. */
export const destinationSchema = oneOf('designated', 'elsewhere', 'unstated');

/** One report of the provider: an answer or a callback, which say the same in two ways. */
export const reportSchema = record({
  provider: text({ minLength: 1 }),
  transaction: text({ minLength: 1 }),
  /** Counts up in each transaction; a lower one is old news. */
  sequence: integer({ minimum: 0 }),
  kind: reportKindSchema,
  /** Of what arrived or was reversed. */
  amount: nullable(moneySchema),
  destination: destinationSchema,
  /** The provider's code for why it was rejected, failed, expired or reversed. */
  reason: nullable(text()),
});
export type Report = TypeOf<typeof reportSchema>;

/** Where an event comes from that the provider told; absent when an operator did. */
export const sourceSchema = record({
  provider: text({ minLength: 1 }),
  transaction: text({ minLength: 1 }),
  sequence: integer({ minimum: 0 }),
});
export type Source = TypeOf<typeof sourceSchema>;

/** What the money is taken from. A card's number is never here: its token means something to the provider alone. */
export type Instrument =
  | { readonly method: 'card'; readonly card: Card }
  | { readonly method: 'e-checking'; readonly checkingAccount: CheckingAccount };

export const cardSchemeSchema = oneOf('visa', 'mastercard');

/** As the provider gave it for a number that only it has seen. */
export interface Card {
  readonly token: Personal<string>;
  readonly scheme: TypeOf<typeof cardSchemeSchema>;
  readonly lastFour: Personal<string>;
}
/** @param buyer the field of the event that names whose card it is. */
export const cardSchema = (buyer: string): Schema<Card> =>
  record({
    token: personal(text({ minLength: 1 }), buyer),
    scheme: cardSchemeSchema,
    lastFour: personal(text({ pattern: '^\\d{4}$' }), buyer),
  });

export interface CheckingAccount {
  readonly bank: string;
  /** ISO 3166 country of the bank. */
  readonly country: string;
  readonly holder: Personal<string>;
  readonly routingNumber: Personal<string>;
  readonly accountNumber: Personal<string>;
}
/** @param buyer the field of the event that names whose account it is. */
export const checkingAccountSchema = (buyer: string): Schema<CheckingAccount> =>
  record({
    bank: text({ minLength: 1 }),
    country: text({ pattern: '^[A-Z]{2}$' }),
    holder: personal(text({ minLength: 1 }), buyer),
    routingNumber: personal(text({ minLength: 1 }), buyer),
    accountNumber: personal(text({ minLength: 1 }), buyer),
  });

/** Why money goes back: more came than was owed, the order could not take it, or a cancelled order gives up what it took. */
export const RETURN_CAUSES = ['excess', 'unmatched', 'cancellation'] as const;
export const returnCauseSchema = oneOf(...RETURN_CAUSES);
export type ReturnCause = (typeof RETURN_CAUSES)[number];

/** There is one return of a payment for each cause; the provider knows it by this key for ever. */
export const returnIdOf = (paymentId: string, cause: ReturnCause): string => `${paymentId}-${cause}`;

/** What the provider says of a pay-out. */
export const payOutReportSchema = record({
  transaction: text({ minLength: 1 }),
  sequence: integer({ minimum: 0 }),
  kind: oneOf('submitted', 'succeeded', 'failed'),
  /** Of a failure. */
  reason: nullable(text()),
  /** Of a failure: whether the same destination may take it later. */
  retriable: flag(),
});
export type PayOutReport = TypeOf<typeof payOutReportSchema>;

/** Why a bank takes money back. */
export const REVERSAL_REASONS = ['chargeback', 'bank-return', 'payer-recalled'] as const;

/** The return that a key of the provider's stands for; null when it is another pay-out's, a refund's. */
export function returnOf(key: string): { readonly paymentId: PaymentId; readonly cause: ReturnCause } | null {
  const [, id = '', cause = ''] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([a-z]+)$/.exec(key) ?? [];
  const known = RETURN_CAUSES.find((each) => each === cause);
  return known === undefined ? null : { paymentId: paymentId(id), cause: known };
}
