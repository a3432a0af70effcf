import {
  coverageTypeSchema,
  dateSchema,
  decimalSchema,
  integer,
  list,
  moneySchema,
  oneOf,
  optional,
  organisationIdSchema,
  record,
  text,
  type TypeOf,
} from '#kernel';

export const contractLineSchema = record({
  product: text({ minLength: 1 }),
  specification: optional(text()),
  quantity: integer({ minimum: 1 }),
  /** Decimal text in major units; it may have more decimals than the currency (`45.5805`). */
  unitPrice: decimalSchema,
  /** quantity × unit price, rounded half-even to minor units. */
  amount: moneySchema,
});
export type ContractLine = TypeOf<typeof contractLineSchema>;

/** What buyer and supplier agree on. Both confirm the hash of exactly this. */
export const contractSchema = record({
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  /** Their place in this list, counted from 1, is the line's number. */
  lines: list(contractLineSchema, { minItems: 1 }),
  charges: list(record({ kind: oneOf('shipping', 'tax', 'other'), amount: moneySchema })),
  /** Σ lines + Σ charges. */
  total: moneySchema,
  initialPayment: moneySchema,
  coverageType: coverageTypeSchema,
  /** The last day on which goods may leave; it ends at 24:00 UTC. */
  shipBy: dateSchema,
  qualityTerms: optional(text()),
  /** The most that the parties want covered. */
  agreedCap: optional(moneySchema),
});
export type Contract = TypeOf<typeof contractSchema>;
