import { happened, type Decision } from '#kernel';
import { ordering, type OrderEvent } from '#contexts/ordering';
import { givenOf } from './decider.js';

/** Orders without what their events say of the clock, which has tests of its own. */
const untimed: typeof ordering = {
  ...ordering,
  decide: (order, command, context) => withoutTimetable(ordering.decide(order, command, context)),
};
export const given = givenOf(untimed);

function withoutTimetable(decision: Decision<OrderEvent>): Decision<OrderEvent> {
  if (decision.kind !== 'happened') return decision;
  const events = decision.events.map((event): OrderEvent => {
    const { timetable: _timetable, ...data } = event.data as { readonly timetable?: unknown };
    return { ...event, data } as OrderEvent; // the field is optional
  });
  return happened(...events);
}
