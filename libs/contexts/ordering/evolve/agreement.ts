import { fromData, type MoneyData } from '#kernel';
import { debtOf } from '../debt.js';
import type { DataOf } from '../events.js';
import { termsOf, type Cover, type Ended, type Known, type Open, type Order, type Submitted } from '../state.js';

export const drafted = ({ orderId, contract, contractHash, shipByEnd }: DataOf<'order.drafted.v1'>): Order => ({
  phase: 'drafted',
  id: orderId,
  terms: termsOf(contract, shipByEnd),
  contractHash,
});

export function revised(
  before: Extract<Order, { readonly phase: 'drafted' | 'submitted' }>,
  { contract, contractHash, shipByEnd }: DataOf<'order.revised.v1'>,
): Order {
  const changes = { terms: termsOf(contract, shipByEnd), contractHash };
  return before.phase === 'drafted' ? { ...before, ...changes } : { ...before, ...changes, confirmedBy: null };
}

export const submitted = (known: Known, { confirmBy, ruleSet }: DataOf<'order.submitted.v1'>): Submitted => ({
  phase: 'submitted',
  ruleSet,
  confirmBy,
  confirmedBy: null,
  remindableFrom: null,
  ...knownOf(known),
});

/** The contract binds: the initial payment is owed, and all of the goods. */
export function bound(known: Submitted, { ruleSet, payBy }: DataOf<'order.confirmed.v1'>): Open {
  const { initialPayment, balance, lines } = known.terms;
  return {
    phase: 'confirmed',
    ruleSet,
    cover: { status: 'reserving' },
    payBy,
    payUntil: payBy,
    leftToOperators: false,
    debts: { initial: debtOf(initialPayment), balance: debtOf(balance) },
    payments: [],
    declared: [],
    initialCompletedAt: null,
    undispatched: lines,
    batches: [],
    readyNoticeAt: null,
    remindableFrom: known.remindableFrom,
    openChecks: [],
    answeredChecks: [],
    disputes: [],
    cancellation: null,
    amendment: null,
    receiptReminders: 0,
    ...knownOf(known),
  };
}

/** Whatever was known of it stays known, but for what only mattered before both sides had confirmed. */
export const ended = (
  before: Extract<Order, { readonly phase: 'drafted' | 'submitted' }> | Open,
  phase: 'cancelled' | 'expired',
): Ended => ('debts' in before ? { ...before, phase } : { phase, ...knownOf(before) });

export const cover = (order: Open, data: DataOf<'order.cover-recorded.v1'>): Open => ({
  ...order,
  cover: data.reduced ? reducedCover(data, false) : { status: 'granted' },
});

export const reducedCover = (
  { requested, granted }: { readonly requested: MoneyData; readonly granted: MoneyData },
  acknowledged: boolean,
): Cover => ({ status: 'reduced', requested: fromData(requested), granted: fromData(granted), acknowledged });

/** Without the fields of the phase that is over. */
const knownOf = ({ id, terms, contractHash }: Known): Known => ({ id, terms, contractHash });
