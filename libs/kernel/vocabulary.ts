import { oneOf, record, text, type TypeOf } from './schema.js';

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
);
export type OrderPhase = TypeOf<typeof orderPhaseSchema>;

/** The only account that covered money goes to; the platform designates it [seed]. */
export const designatedAccountSchema = record({
  bank: text({ minLength: 1 }),
  holder: text({ minLength: 1 }),
  number: text({ minLength: 1 }),
});
export type DesignatedAccount = TypeOf<typeof designatedAccountSchema>;

/** Fields of the designated account that are about a person; for the catalogue of whoever stores it. */
export const PERSONAL_IN_ACCOUNT = ['designatedAccount.holder', 'designatedAccount.number'] as const;
