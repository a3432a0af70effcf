import { add, fromData, isLess, subtract, zero, type Money } from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { OrderEvent } from '#contexts/ordering';
import type { RefundEvent } from '#contexts/refund';
import { isOf, type Check } from './invariant.js';

type Heard = CoverageEvent | OrderEvent | RefundEvent;

interface Known {
  coverageType: 'pre-shipment' | 'post-delivery';
  granted: Money;
  /** By purpose. */
  readonly net: Map<string, Money>;
  refunded: Money;
}

/** 2. Per order, at each authorisation: Σ refunds ≤ what arrived and stayed, and ≤ what was granted. */
export function refundsStayWithinMoney(): Check {
  const orders = new Map<string, Known>();
  return {
    invariant: 2,
    rule: 'Per order, at each authorisation: Σ refunds ≤ net, and ≤ granted.',
    take: (event) => {
      if (isOf<Heard, 'coverage.reserved.v1'>(event, 'coverage.reserved.v1')) {
        const { orderId, coverageType, granted } = event.data;
        const nothing = zero(fromData(granted).currency);
        const before = orders.get(orderId) ?? { net: new Map<string, Money>(), refunded: nothing };
        orders.set(orderId, { ...before, coverageType, granted: fromData(granted) });
      } else if (isOf<Heard, 'coverage.adjusted.v1'>(event, 'coverage.adjusted.v1')) {
        const known = orders.get(event.data.orderId);
        if (known) known.granted = fromData(event.data.granted);
      } else if (isOf<Heard, 'order.payment-allocated.v1'>(event, 'order.payment-allocated.v1')) {
        move(orders.get(event.data.orderId), event.data.purpose, fromData(event.data.allocated), add);
      } else if (isOf<Heard, 'order.payment-reversed.v1'>(event, 'order.payment-reversed.v1')) {
        move(orders.get(event.data.orderId), event.data.purpose, fromData(event.data.amount), subtract);
      } else if (isOf<Heard, 'order.return-recorded.v1'>(event, 'order.return-recorded.v1')) {
        move(orders.get(event.data.orderId), event.data.purpose, fromData(event.data.amount), subtract);
      } else if (isOf<Heard, 'refund.authorised.v1'>(event, 'refund.authorised.v1')) {
        return authorised(orders.get(event.data.orderId), fromData(event.data.amount));
      }
      return undefined;
    },
  };
}

function move(
  known: Known | undefined,
  purpose: string,
  amount: Money,
  by: (before: Money, amount: Money) => Money,
): void {
  known?.net.set(purpose, by(known.net.get(purpose) ?? zero(amount.currency), amount));
}

function authorised(known: Known | undefined, amount: Money): string | undefined {
  if (known === undefined) return 'a refund was authorised for an order without cover';
  known.refunded = add(known.refunded, amount);
  if (isLess(known.granted, known.refunded))
    return `refunds are ${known.refunded.minor} in all, and ${known.granted.minor} was granted`;
  const net = netOf(known);
  if (isLess(net, known.refunded))
    return `refunds are ${known.refunded.minor} in all, and ${net.minor} had arrived and stayed`;
  return undefined;
}

/** Under pre-shipment cover only the initial payment counts. */
function netOf({ coverageType, net, refunded }: Known): Money {
  const nothing = zero(refunded.currency);
  const initial = net.get('initial') ?? nothing;
  return coverageType === 'pre-shipment' ? initial : add(initial, net.get('balance') ?? nothing);
}
