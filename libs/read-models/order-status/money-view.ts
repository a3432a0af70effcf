import { isPositive, subtract, type Instant, type LocalDate, type PaymentMethod, type Purpose } from '#kernel';
import { CURRENT, estimateArrival, rulesFor, type CalendarName, type PaymentRules, type WorkingDays } from '#rules';
import { explain, explainMethod } from '../payments/index.js';
import { previewMethods, type KnownTransfers, type MethodPreview } from '../preview/index.js';
import type { OrderStatusDoc } from './doc.js';
import type { PendingPaymentDoc } from './money-doc.js';
import { WHY_NOT } from './why-not.js';

/** "Why does my payment status still say 'pending payment'?" [seed] */
export interface Explanation {
  readonly code: string;
  readonly text: string;
  /** The money is usually there by then; null where that is unknown. */
  readonly expectedBy: LocalDate | null;
}

export type ExplainedPayment = PendingPaymentDoc & { readonly explanation: Explanation };
export type WayToPay = MethodPreview & { readonly explanation: Explanation };

export interface MoneyView {
  readonly pendingPayments: readonly ExplainedPayment[];
  /** What each method would cost and take if the debt that is open now were paid by it; none when none can be paid. */
  readonly waysToPay: readonly WayToPay[];
}

/** Where the order's money is, and how the rest can be paid. Pure: the same document and moment give the same view. */
export const moneyFor = (
  doc: OrderStatusDoc,
  { now, transfers }: { readonly now: Instant; readonly transfers: KnownTransfers },
): MoneyView => ({
  pendingPayments: doc.pendingPayments.map((each) => ({
    ...each,
    explanation: explained(each, now, transfers.calendar),
  })),
  waysToPay: waysToPay(doc, now, transfers),
});

function explained(payment: PendingPaymentDoc, now: Instant, calendar: CalendarName): Explanation {
  const { method, phase, ruleSet, estimatedArrival } = payment;
  // Before it is authorised: as if it were now.
  const estimate = estimatedArrival ?? estimateArrival(transitOf(method, rulesFor(ruleSet).payment), now, calendar);
  return {
    code: codeOf(payment),
    text: explain({ phase, method, reason: null, ruleSet }),
    expectedBy: estimate?.to ?? null,
  };
}

function codeOf({ phase, method }: PendingPaymentDoc): string {
  switch (phase) {
    case 'initiated':
      return 'provider-is-asked';
    case 'declared':
      return 'transfer-awaited';
    case 'verifying':
      return 'account-is-verified';
    case 'authorised':
    case 'processing':
      return `${method}-processing`;
    case 'arrived':
      return 'order-takes-it';
  }
}

function transitOf(method: PaymentMethod, { card, eChecking, telegraphicTransfer }: PaymentRules): WorkingDays {
  switch (method) {
    case 'card':
      return card.arrival;
    case 'e-checking':
      return eChecking.arrival;
    case 'tt':
      return telegraphicTransfer.arrival;
  }
}

function waysToPay(doc: OrderStatusDoc, now: Instant, transfers: KnownTransfers): readonly WayToPay[] {
  const purpose = payableNow(doc, now);
  if (purpose === undefined) return [];
  const { due, arrived, waived } = doc.payments[purpose];
  const amount = subtract(subtract(due, arrived), waived);
  if (!isPositive(amount)) return [];
  const rules = rulesFor(doc.ruleSet ?? CURRENT);
  return previewMethods({ initialPayment: amount, country: null }, rules, transfers, now).map((way) => {
    const { method, estimatedArrival } = way;
    const text = explainMethod(method, rules.payment);
    return { ...way, explanation: { code: `if-by-${method}`, text, expectedBy: estimatedArrival?.to ?? null } };
  });
}

const payableNow = (doc: OrderStatusDoc, now: Instant): Purpose | undefined => {
  if (WHY_NOT['pay-initial'](doc, 'buyer', now) === null) return 'initial';
  return WHY_NOT['pay-balance'](doc, 'buyer', now) === null ? 'balance' : undefined;
};
