import { catalogue, event, moneySchema, nullable, oneOf, record, text, type EventOf } from '#kernel';
import { CALENDARS } from '#rules';

export const transferTermsEvents = catalogue({
  'transfer-terms.fee-set.v1': event(
    'An operator said what a telegraphic transfer from a country costs, or that nobody knows any more.',
    record({ country: text({ pattern: '^[A-Z]{2}$' }), fee: nullable(moneySchema) }),
  ),
  'transfer-terms.calendar-set.v1': event(
    'An operator said whose working days count on the way of telegraphic transfers.',
    record({ calendar: oneOf(...CALENDARS) }),
  ),
});

export type TransferTermsEvent = EventOf<typeof transferTermsEvents>;
