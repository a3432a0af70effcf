import {
  catalogue,
  designatedAccountSchema,
  event,
  instantSchema,
  integer,
  moneySchema,
  nullable,
  oneOf,
  organisationIdSchema,
  record,
  text,
  type EventOf,
} from '#kernel';

/** Why no new contract is written with a supplier; no free text, which would be about people. */
export const suspensionReasonSchema = oneOf('asked-by-the-supplier', 'under-review', 'recourse-unpaid', 'fraud');

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
  'supplier.profile-changed.v1': event(
    'How buyers see the supplier has changed.',
    record({ supplierId: organisationIdSchema, name: text({ minLength: 1 }), about: nullable(text({ minLength: 1 })) }),
  ),
  'supplier.account-designated.v1': event(
    'The platform designated another account: new instructions name it, and money sent to an earlier one still counts.',
    record({
      supplierId: organisationIdSchema,
      designatedAccount: designatedAccountSchema('supplierId'),
      /** 2 for the first one after the enrolment. */
      number: integer({ minimum: 2 }),
      designatedAt: instantSchema,
    }),
  ),
  'supplier.suspended.v1': event(
    'No new contract is written with the supplier until he is reinstated.',
    record({ supplierId: organisationIdSchema, reason: suspensionReasonSchema }),
  ),
  'supplier.reinstated.v1': event(
    'Contracts are written with the supplier again.',
    record({ supplierId: organisationIdSchema }),
  ),
});

export type SupplierEvent = EventOf<typeof supplierEvents>;
