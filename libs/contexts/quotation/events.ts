import {
  catalogue,
  decimalSchema,
  event,
  instantSchema,
  integer,
  list,
  listingIdSchema,
  nullable,
  optional,
  organisationIdSchema,
  quotationIdSchema,
  record,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

/** As a line of a contract, without its amount, which is arithmetic. */
export const quotedLineSchema = record({
  product: text({ minLength: 1 }),
  specification: optional(text({ minLength: 1 })),
  quantity: integer({ minimum: 1 }),
  /** Decimal text in major units; it may have more decimals than the currency. */
  unitPrice: decimalSchema,
});
export type QuotedLine = TypeOf<typeof quotedLineSchema>;

const subject = { quotationId: quotationIdSchema, buyer: organisationIdSchema, supplier: organisationIdSchema };

export const quotationEvents = catalogue({
  'quotation.given.v1': event(
    'A supplier said to a buyer what he would sell him and for how much; it holds until `validUntil`.',
    record({
      ...subject,
      listingId: nullable(listingIdSchema),
      currency: text({ pattern: '^[A-Z]{3}$' }),
      lines: list(quotedLineSchema, { minItems: 1 }),
      givenAt: instantSchema,
      validUntil: instantSchema,
    }),
  ),
  'quotation.withdrawn.v1': event('The supplier does not stand by the quotation any more.', record(subject)),
});

export type QuotationEvent = EventOf<typeof quotationEvents>;
