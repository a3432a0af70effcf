import { catalogue, type EventOf } from '#kernel';
import { agreementEvents } from './events/agreement.js';
import { amendmentEvents } from './events/amendment.js';
import { cancellationEvents } from './events/cancellation.js';
import { endingEvents } from './events/endings.js';
import { feedbackEvents } from './events/feedback.js';
import { goodsEvents } from './events/goods.js';
import { moneyEvents } from './events/money.js';

/** Everything that can have happened to an order. */
export const orderingEvents = catalogue({
  ...agreementEvents,
  ...moneyEvents,
  ...goodsEvents,
  ...amendmentEvents,
  ...cancellationEvents,
  ...feedbackEvents,
  ...endingEvents,
});

export type OrderEvent = EventOf<typeof orderingEvents>;
export type DataOf<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>['data'];
