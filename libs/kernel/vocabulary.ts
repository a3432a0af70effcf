import { personal, type Personal } from './personal.js';
import { documentIdSchema } from './id.js';
import { oneOf, record, sha256Schema, text, type Schema, type TypeOf } from './schema.js';

/** Words that several contexts use; they stand here because contexts never import each other. */

/** What the guarantee covers [seed]: the initial payment, or the whole order after delivery. */
export const coverageTypeSchema = oneOf('pre-shipment', 'post-delivery');
export type CoverageType = TypeOf<typeof coverageTypeSchema>;

/** The two parties to a contract. */
export const sideSchema = oneOf('buyer', 'supplier');
export type Side = TypeOf<typeof sideSchema>;

export const purposeSchema = oneOf('initial', 'balance');
export type Purpose = TypeOf<typeof purposeSchema>;

/** The three ways to pay [seed]; `tt` is a telegraphic transfer. */
export const paymentMethodSchema = oneOf('e-checking', 'card', 'tt');
export type PaymentMethod = TypeOf<typeof paymentMethodSchema>;

export const orderPhaseSchema = oneOf(
  'drafted',
  'submitted',
  'confirmed',
  'in-performance',
  'awaiting-receipt',
  'completed',
  'cancelled',
  'expired',
  'closed-by-dispute',
);
export type OrderPhase = TypeOf<typeof orderPhaseSchema>;

/** The only account that covered money goes to; the platform designates it [seed]. */
export interface DesignatedAccount {
  readonly bank: string;
  readonly holder: Personal<string>;
  readonly number: Personal<string>;
}

/** @param supplier the field of the event that names whose account it is. */
export const designatedAccountSchema = (supplier: string): Schema<DesignatedAccount> =>
  record({
    bank: text({ minLength: 1 }),
    holder: personal(text({ minLength: 1 }), supplier),
    number: personal(text({ minLength: 1 }), supplier),
  });

/** A document that is kept, as whoever relies on it writes it down: which one, and what it held. */
export const documentReferenceSchema = record({ documentId: documentIdSchema, sha256: sha256Schema });
export type DocumentReference = TypeOf<typeof documentReferenceSchema>;
