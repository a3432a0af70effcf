import type { DisputeAnswer } from '#read-models/nest';
import { days, daysAfter, morning } from './calendar.js';
import { cents, fine, least, sumOf, usd } from './figures.js';
import type { Row } from './tables.js';

/** What becomes of one order's dispute. Cents. */
export interface DisputeFate {
  readonly page: object;
  readonly phase: string;
  /** Paid for it one after another; nothing where nothing was due. */
  readonly refunds: readonly bigint[];
  /** What the order's page says of it. */
  readonly onOrder: object;
  /** The supplier has paid all of it back by then; null where he never does. */
  readonly restoredFrom: number | null;
}

/** How it goes, by the remainder of the order's number by eight. */
const WAYS = ['accepted', 'countered', 'granted', 'halved', 'dismissed', 'unanswered', 'raised', 'withdrawn'] as const;
type Way = (typeof WAYS)[number] | 'uncovered';
const PAYING_BACK = ['1', '2', '3'];
const WEEKS_TO_VERDICT: Partial<Record<Way, number>> = {
  granted: 3,
  halved: 3,
  dismissed: 3,
  unanswered: 1,
  raised: 3,
};

/** What is wrong with the goods of an order: quality first. */
export function faultsOf(order: Row, lines: readonly Row[]): readonly [rejected: bigint, missing: bigint] {
  if (order['status'] !== 'complete') return [0n, 0n];
  const worth = (line: Row, quantity: bigint): bigint =>
    quantity > 0n ? cents((quantity * fine(line['unit_price']!)) / 10_000n) : 0n;
  return [
    sumOf(lines.map((line) => worth(line, fine(line['rejected_qty']!)))),
    sumOf(lines.map((line) => worth(line, fine(line['order_qty']!) - fine(line['received_qty']!)))),
  ];
}

/** The Monday after the goods came, and those that follow. */
function mondayOf(order: Row, weeks: number): string {
  const shipped = order['ship_date']!;
  const weekday = new Date(`${shipped}T12:00:00Z`).getUTCDay(); // Sunday is 0
  return daysAfter(shipped, (weekday === 0 ? 1 : 8 - weekday) + 7 * weeks);
}

/** The last day on which anybody does something about it. */
export function lastDayOf(order: Row, { credit_rating: rating }: Row): string {
  const way = wayOf(order);
  const weeks = PAYING_BACK.includes(rating!)
    ? 6
    : way === 'raised'
      ? 4
      : way === 'withdrawn'
        ? 1
        : WEEKS_TO_VERDICT[way];
  return mondayOf(order, weeks ?? 0);
}

const wayOf = (order: Row): (typeof WAYS)[number] => WAYS[Number(order['order_id']) % WAYS.length]!;

/** @param end the morning of the last day; what falls due later has not happened. */
export function disputeFate(
  order: Row,
  vendor: Row,
  faults: readonly [bigint, bigint],
  granted: bigint,
  end: number,
): DisputeFate {
  const way: Way = granted === 0n ? 'uncovered' : wayOf(order);
  const demand = least(faults[0] + faults[1], granted);
  const half = cents(demand * 50n) || 1n;
  const refunds = {
    ...{ accepted: [demand], countered: [half], granted: [demand], halved: [half], dismissed: [] },
    ...{ unanswered: [granted], raised: [half, demand - half], withdrawn: [], uncovered: [] },
  }[way];
  const phase = phaseOf(way, order, end);
  const isOver = phase !== 'determined';
  const isPaid = isOver && refunds.length > 0;
  const total = usd(sumOf(refunds));
  const word = { settled: 'settled', withdrawn: 'withdrawn', final: 'final' }[phase] ?? null;
  return {
    phase,
    refunds,
    page: {
      phase,
      reasons: ['quality', 'quantity'].filter((_, index) => faults[index]! > 0n),
      openedOn: mondayOf(order, 0),
      offers: offersOf(way, demand, half),
      evidence: evidenceOf(way),
      verdicts: verdictsOf(way, demand, half, granted),
      refunds: way === 'dismissed' ? [[usd(0n), 'not-due']] : refunds.map((each) => [usd(each), 'succeeded']),
      refunded: isPaid ? total : way === 'dismissed' && isOver ? usd(0n) : null,
    },
    onOrder: { status: isOver ? 'ended' : 'escalated', outcome: word, refunded: refunds.length > 0 ? total : null },
    restoredFrom: PAYING_BACK.includes(vendor['credit_rating']!) ? morning(mondayOf(order, 6)) : null,
  };
}

function phaseOf(way: Way, order: Row, end: number): string {
  if (way === 'withdrawn') return 'withdrawn';
  if (way === 'raised') return 'final';
  const weeks = WEEKS_TO_VERDICT[way];
  if (weeks === undefined) return 'settled';
  return morning(mondayOf(order, weeks)) + days(10) < end ? 'final' : 'determined';
}

function offersOf(way: Way, demand: bigint, half: bigint): readonly (readonly unknown[])[] {
  if (way === 'uncovered') return [['supplier', 'reship', null, 'accepted']];
  const asked = (status: string) => ['buyer', 'refund', usd(demand), status];
  if (way === 'accepted') return [asked('accepted')];
  return way === 'countered'
    ? [asked('superseded'), ['supplier', 'refund', usd(half), 'accepted']]
    : [asked('standing')];
}

function evidenceOf(way: Way): readonly string[] {
  const ofBoth = way in WEEKS_TO_VERDICT ? ['buyer', 'supplier'] : [];
  return way === 'raised' ? [...ofBoth, 'buyer'] : ofBoth;
}

function verdictsOf(way: Way, demand: bigint, half: bigint, granted: bigint): readonly (readonly unknown[])[] {
  switch (way) {
    case 'granted':
      return [['supplier', usd(demand)]];
    case 'halved':
      return [['supplier', usd(half)]];
    case 'dismissed':
      return [['buyer', usd(0n)]];
    case 'unanswered':
      return [['supplier', usd(granted)]];
    case 'raised':
      return [
        ['supplier', usd(half)],
        ['supplier', usd(demand)],
      ];
    case 'accepted':
    case 'countered':
    case 'withdrawn':
    case 'uncovered':
      return [];
  }
}

/** The same things of a dispute's page as the server shows it. */
export function seenOfDispute(page: DisputeAnswer): object {
  const { phase, reasons, openedAt, offers, evidence, determination, appealDecision, refunds, refunded } = page;
  return {
    ...{ phase, reasons, refunded },
    openedOn: openedAt.slice(0, 10),
    offers: offers.map(({ side, kind, amount, status }) => [side, kind, amount, status]),
    evidence: evidence.map(({ side }) => side),
    verdicts: [determination, appealDecision].flatMap((each) => (each === null ? [] : [[each.fault, each.amount]])),
    refunds: refunds.map(({ amount, status }) => [amount, status]),
  };
}
