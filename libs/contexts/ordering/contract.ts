import {
  coverageTypeSchema,
  dateSchema,
  decimalSchema,
  documentIdSchema,
  instantSchema,
  integer,
  list,
  moneySchema,
  oneOf,
  optional,
  organisationIdSchema,
  personal,
  record,
  sha256Schema,
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

const consignee = {
  name: text({ minLength: 1 }),
  address: text({ minLength: 1 }),
  contact: text({ minLength: 1 }),
};
const saltedConsigneeSchema = record({ ...consignee, salt: text({ pattern: '^[0-9a-f]{32}$' }) });
export type Consignee = Omit<TypeOf<typeof saltedConsigneeSchema>, 'salt'>;

const contractDocumentSchema = record({ documentId: documentIdSchema, sha256: sha256Schema });

/** Where an order began [seed]: with a product, a quotation, a supplier’s own site, or a contract on paper. */
export const originSchema = record({
  kind: oneOf('product-page', 'quotation', 'mini-site', 'offline'),
  listingId: optional(text({ minLength: 1 })),
  quotationId: optional(text({ minLength: 1 })),
  /** What the listing called its product when the order began with it. */
  product: optional(text({ minLength: 1 })),
  /** Until then the quotation held. */
  quotedUntil: optional(instantSchema),
});
/** Where an order began, with what was found there. */
export type RecordedOrigin = TypeOf<typeof originSchema>;
/** Where an order began, as a party says. */
export type Origin = Pick<RecordedOrigin, 'kind' | 'listingId' | 'quotationId'>;

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
  /** The last day on which goods may leave; it ends at 24:00 in `shipByZone`. */
  shipBy: dateSchema,
  /** An IANA time zone; UTC without one. */
  shipByZone: optional(text({ minLength: 1 })),
  qualityTerms: optional(text()),
  /** The most that the parties want covered. */
  agreedCap: optional(moneySchema),
  /** Bound by their content, so they are part of what both sides confirm; the id says where each is kept. */
  documents: optional(list(contractDocumentSchema, { minItems: 1 })),
  /** To whom the goods go. */
  consignee: optional(personal(saltedConsigneeSchema, 'buyer')),
});
/** A contract as it is kept: with the salt that the consignee entered its hash with. */
export type AgreedContract = TypeOf<typeof contractSchema>;

/** A contract as a party writes it. */
export type Contract = Omit<AgreedContract, 'consignee'> & { readonly consignee?: Consignee };
