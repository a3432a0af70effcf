import type { PaymentMethod } from '#kernel';
import { CURRENT, rulesFor, type PaymentRules, type WorkingDays } from '#rules';
import type { PaymentDoc } from './doc.js';

/** "Why does my payment status still say 'pending payment'?" [seed], by method and by how far the payment is. */
export function explain({
  phase,
  method,
  reason,
  ruleSet,
}: Pick<PaymentDoc, 'phase' | 'method' | 'reason' | 'ruleSet'>): string {
  const rules = rulesFor(ruleSet ?? CURRENT).payment;
  switch (phase) {
    case 'initiated':
      return 'The payment provider is being asked.';
    case 'declared':
      return explainMethod('tt', rules);
    case 'verifying':
      return 'Your checking account is being verified; the working days are counted from when the deduction is authorised.';
    case 'authorised':
    case 'processing':
      return onTheWay(method, rules);
    case 'rejected':
      return `The account or card was not accepted (${reason ?? 'unstated'}); no money has moved.`;
    case 'failed':
      return `The money could not be taken (${reason ?? 'unstated'}).`;
    case 'expired':
      return 'The payment was not completed in its time; money that comes later is looked at as it comes.';
    case 'stray':
      return 'The provider tells of money that belongs to no payment here; an operator finds out what it is for.';
    case 'arrived-elsewhere':
      return 'The money went to another account than the designated one: it is not covered, and the order does not count it.';
    case 'arrived':
      return 'The money has arrived; the order is taking it.';
    case 'allocated':
      return 'The order has the money; what was too much goes back.';
    case 'unmatched':
      return `The order could not take the money (${reason ?? 'unstated'}); it goes back.`;
    case 'reversed':
      return 'The bank has taken the money back; what it paid for is owed again.';
  }
}

/** The same, of a payment by this method before it is made. */
export const explainMethod = (method: PaymentMethod, rules: PaymentRules): string =>
  method === 'tt'
    ? `A transfer counts when it has arrived on the designated account, usually ${daysOf(rules.telegraphicTransfer.arrival)} after it was sent. If the supplier has it already, open a payment inquiry.`
    : onTheWay(method, rules);

function onTheWay(method: PaymentDoc['method'], { card, eChecking }: PaymentRules): string {
  if (method === 'card')
    return `The order shows the payment within ${card.shownWithinMinutes} minutes; the money reaches the designated account in ${daysOf(card.arrival)}.`;
  if (method === 'e-checking')
    return `The order says "Payment processing", because the money takes ${daysOf(eChecking.arrival)} to reach the designated account.`;
  return 'The transfer is on its way to the designated account.';
}

const daysOf = ({ from, to }: WorkingDays): string => `${from} to ${to} working days`;
