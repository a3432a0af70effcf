import type { MoneyData } from '#kernel';
import type { PaymentEvent } from '#contexts/payment';
import { isOf, type Check } from './invariant.js';

/** Where the money of one payment is, in minor units; each amount only once. */
interface Funds {
  readonly arrived: bigint;
  /** The order has not said yet what it takes. */
  undecided: bigint;
  allocated: bigint;
  awaitingReturn: bigint;
  returned: bigint;
  reversed: bigint;
  /** Returns that were authorised, by their id. */
  readonly returns: Set<string>;
}

/** 4. Of what arrived for a payment, all is somewhere and nothing is in two places. */
export function moneyIsNeverLost(): Check {
  const payments = new Map<string, Funds>();
  return {
    invariant: 4,
    rule: 'Arrived = allocated + awaiting return + returned + reversed; nothing is created or lost.',
    take: (event) => {
      if (isOf<PaymentEvent, 'payment.arrived.v1'>(event, 'payment.arrived.v1')) {
        const { paymentId, amount } = event.data;
        if (payments.has(paymentId)) return 'the money of one payment has arrived twice';
        payments.set(paymentId, fundsOf(minorOf(amount)));
        return undefined;
      }
      if (!MOVES.has(event.type)) return undefined;
      const move = event as unknown as Move; // as its type says
      const funds = payments.get(move.data.paymentId);
      if (funds !== undefined) return moved(funds, move) ?? sumOf(funds);
      return ELSEWHERE.has(event.type) ? undefined : 'money was decided on that had not arrived';
    },
  };
}

/** By these events money moves; by every other one of a payment nothing does. */
type Move = Extract<
  PaymentEvent,
  {
    type:
      | 'payment.allocated.v1'
      | 'payment.unmatched.v1'
      | 'payment.return-authorised.v1'
      | 'payment.returned.v1'
      | 'payment.reversed.v1';
  }
>;
const DECISIONS: readonly Move['type'][] = ['payment.allocated.v1', 'payment.unmatched.v1'];
/** Of money on another account than the designated one, which no order counts, only these happen. */
const ELSEWHERE: ReadonlySet<string> = new Set<Move['type']>([
  'payment.return-authorised.v1',
  'payment.returned.v1',
  'payment.reversed.v1',
]);
const MOVES: ReadonlySet<string> = new Set<string>([...DECISIONS, ...ELSEWHERE]);

const fundsOf = (arrived: bigint): Funds => ({
  arrived,
  undecided: arrived,
  allocated: 0n,
  awaitingReturn: 0n,
  returned: 0n,
  reversed: 0n,
  returns: new Set(),
});

function moved(funds: Funds, event: Move): string | undefined {
  switch (event.type) {
    case 'payment.allocated.v1':
      return decided(funds, minorOf(event.data.allocated), minorOf(event.data.excess));
    case 'payment.unmatched.v1':
      return decided(funds, 0n, funds.undecided);
    case 'payment.return-authorised.v1': {
      const { returnId, cause, returning } = event.data;
      if (cause === 'cancellation' && !funds.returns.has(returnId)) {
        funds.allocated -= minorOf(returning); // the order gives it up
        funds.awaitingReturn += minorOf(returning);
      }
      funds.returns.add(returnId);
      return undefined;
    }
    case 'payment.returned.v1':
      funds.awaitingReturn -= minorOf(event.data.returning);
      funds.returned += minorOf(event.data.returning);
      return undefined;
    case 'payment.reversed.v1': {
      const { fromAllocated, fromAwaitingReturn, overdrawn } = event.data;
      funds.allocated -= minorOf(fromAllocated);
      funds.awaitingReturn -= minorOf(fromAwaitingReturn);
      funds.reversed += minorOf(fromAllocated) + minorOf(fromAwaitingReturn);
      return minorOf(overdrawn) === funds.returned
        ? undefined
        : `${overdrawn.minor} is said to be missing, and ${funds.returned} had gone back`;
    }
  }
}

function decided(funds: Funds, allocated: bigint, awaitingReturn: bigint): string | undefined {
  if (funds.undecided === 0n) return 'money was decided on twice';
  funds.allocated += allocated;
  funds.awaitingReturn += awaitingReturn;
  funds.undecided = 0n;
  return undefined;
}

function sumOf({ arrived, undecided, allocated, awaitingReturn, returned, reversed }: Funds): string | undefined {
  const places = [undecided, allocated, awaitingReturn, returned, reversed];
  if (places.some((amount) => amount < 0n)) return 'more left a place than was there';
  const sum = places.reduce((a, b) => a + b, 0n);
  return sum === arrived ? undefined : `${arrived} arrived, and ${sum} is accounted for`;
}

const minorOf = ({ minor }: MoneyData): bigint => BigInt(minor);
