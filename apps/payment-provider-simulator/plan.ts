import { addDays, addMillis, instant, type Instant, type MoneyData } from '#kernel';
import type { PaymentNews, PaymentOrder, PayOutStatus } from '#payment-provider';
import { CURRENT, estimateArrival, rulesFor, type WorkingDays } from '#rules';
import type { Behaviour } from './behaviour.js';

/** One thing that will be so, and how it is told. */
export interface Planned<News> {
  readonly news: News;
  /** From when on it is so. */
  readonly at: Instant;
  /** From when on it is told; null when the answer to the request tells it. */
  readonly tellAt: Instant | null;
  /** How often it is told. */
  readonly times: number;
}
export type PayOutNews = PayOutStatus & { readonly sequence: number };

const MINUTE = 60_000;
const { payment } = rulesFor(CURRENT);

/** The course of a payment from the moment that it is asked for: with working days of the platform's clock. */
export function planPayment(
  { amount, payee, instrument }: Pick<PaymentOrder, 'amount' | 'payee'> & { instrument: { method: string } },
  behaviour: Behaviour,
  transaction: string,
  now: Instant,
): readonly Planned<PaymentNews>[] {
  const isCard = instrument.method === 'card';
  const steps: [PaymentNews['kind'], Instant][] = [];
  const verified = isCard ? now : addMillis(now, MINUTE); // a card needs no verification
  const due = arrivalOf(isCard ? payment.card.arrival : payment.eChecking.arrival, verified);
  if (!isCard) steps.push(['verifying', now]);
  if (behaviour === 'rejected') steps.push(['rejected', verified]);
  else {
    steps.push(['authorised', verified], ['processing', addMillis(verified, MINUTE)]);
    steps.push(behaviour === 'failed' ? ['failed', due] : ['arrived', due]);
    if (behaviour === 'reversed') steps.push(['reversed', arrivalOf({ from: 2, to: 2, calendar: 'us-banking' }, due)]);
  }
  const told = steps.map(([kind, at], index) => {
    const arrived = kind === 'arrived' || kind === 'reversed';
    const news: PaymentNews = {
      ...{ transaction, sequence: index + 1, kind },
      amount: arrived ? (behaviour === 'wrong-amount' ? less(amount) : amount) : null,
      account: kind !== 'arrived' ? null : behaviour === 'wrong-account' ? '000-000-000' : payee.number,
      reason: REASONS[kind] ?? null,
    };
    return { news, at, tellAt: index === 0 ? null : at, times: behaviour === 'repeated' ? 3 : 1 };
  });
  return distorted(told, behaviour);
}

const REASONS: Readonly<Partial<Record<PaymentNews['kind'], string>>> = {
  rejected: 'account-closed',
  failed: 'insufficient-funds',
  reversed: 'chargeback',
};

function distorted(told: readonly Planned<PaymentNews>[], behaviour: Behaviour): readonly Planned<PaymentNews>[] {
  const last = told.at(-1)?.at;
  if (last === undefined) return told;
  // What is told is true, but steps are told only after what followed them.
  if (behaviour === 'reordered')
    return told.map((each) =>
      each.news.kind === 'authorised' || each.news.kind === 'processing'
        ? { ...each, tellAt: addMillis(last, MINUTE) }
        : each,
    );
  if (behaviour === 'delayed')
    return told.map((each) => (each.news.kind === 'arrived' ? { ...each, tellAt: addDays(each.at, 1) } : each));
  return told;
}

/** The course of one try of a pay-out. @param tries how many there were before. */
export function planPayOut(
  behaviour: Behaviour,
  transaction: string,
  now: Instant,
  tries: number,
): readonly Planned<PayOutNews>[] {
  const sequence = tries * 2 + 1;
  const submitted = { kind: 'submitted', transaction, sequence } as const;
  const first = { news: submitted, at: now, tellAt: null, times: 1 };
  if (behaviour === 'pay-out-fails-once' && tries === 0) {
    const failed = {
      kind: 'failed',
      transaction,
      sequence: sequence + 1,
      reason: 'bank-unreachable',
      retriable: true,
    } as const;
    const at = addMillis(now, MINUTE);
    return [first, { news: failed, at, tellAt: at, times: 1 }];
  }
  const at = arrivalOf({ from: 1, to: 1, calendar: 'us-banking' }, now);
  const succeeded = { kind: 'succeeded', transaction, sequence: sequence + 1 } as const;
  return [first, { news: succeeded, at, tellAt: at, times: behaviour === 'repeated' ? 3 : 1 }];
}

/** In the morning in New York of the last of the days; where holidays are not known, by weekdays alone. */
function arrivalOf(days: WorkingDays, since: Instant): Instant {
  const estimate =
    estimateArrival(days, since, 'weekdays') ?? estimateArrival({ ...days, calendar: 'configured' }, since, 'weekdays');
  return estimate === null ? addDays(since, days.to) : instant(`${estimate.to}T15:00:00Z`);
}

const less = ({ minor, currency }: MoneyData): MoneyData => ({ minor: (BigInt(minor) - 1n).toString(), currency });
