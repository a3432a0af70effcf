import {
  catalogue,
  designatedAccountSchema,
  event,
  moneySchema,
  organisationIdSchema,
  record,
  text,
  type EventOf,
} from '#kernel';

export const supplierEvents = catalogue({
  'supplier.enrolled.v1': event(
    'A supplier was taken into Trade Assurance: the platform designated his account and set his first limit.',
    record({
      supplierId: organisationIdSchema,
      name: text({ minLength: 1 }),
      designatedAccount: designatedAccountSchema('supplierId'),
      limit: moneySchema,
    }),
  ),
});

export type SupplierEvent = EventOf<typeof supplierEvents>;
