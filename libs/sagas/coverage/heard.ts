import type { CoverageEvent } from '#contexts/coverage';
import type { DisputeEvent } from '#contexts/dispute';
import type { OrderEvent } from '#contexts/ordering';
import type { RecourseEvent } from '#contexts/recourse';
import type { ShipmentEvent } from '#contexts/shipment';
import type { SupplierEvent } from '#contexts/supplier';

/** What happens elsewhere that moves the cover of an order. */
export type Heard =
  | Extract<SupplierEvent, { type: 'supplier.enrolled.v1' }>
  | Extract<
      OrderEvent,
      {
        type:
          | 'order.confirmed.v1'
          | 'order.amended.v1'
          | 'order.cancelled.v1'
          | 'order.expired.v1'
          | 'order.closed-by-dispute.v1'
          | 'order.dispatch-recorded.v1'
          | 'order.check-answered.v1'
          | 'order.payment-reversed.v1';
      }
    >
  | Extract<
      CoverageEvent,
      { type: 'coverage.reserved.v1' | 'coverage.adjusted.v1' | 'coverage.held.v1' | 'coverage.consumed.v1' }
    >
  | Extract<
      DisputeEvent,
      {
        type:
          | 'dispute.opened.v1'
          | 'dispute.settled.v1'
          | 'dispute.withdrawn.v1'
          | 'dispute.lapsed.v1'
          | 'dispute.closed.v1';
      }
    >
  | Extract<ShipmentEvent, { type: 'shipment.customs-cleared.v1' | 'shipment.clearance-upheld.v1' }>
  | Extract<RecourseEvent, { type: 'recourse.recovered.v1' }>;
