import type { Single } from './acts.js';
import {
  BUYER,
  dueOf,
  OPERATOR,
  pick,
  quarters,
  usd,
  type Agreed,
  type Post,
  type Request,
  type Scene,
} from './scene.js';

type Paying = Extract<Single, { kind: 'arrive' | 'begin' | 'declare' | 'elsewhere' }>;
type OfPayment = Extract<Single, { kind: 'reverse' | 'arrive-declared' }>;

/** Money for one of the order's debts, by one of the ways there are. */
export function pay(scene: Scene, act: Paying, agreed: Agreed, post: Post): Request {
  const { purpose, share, kind } = act;
  const amount = quarters(dueOf(agreed.terms, purpose), share);
  const name = `payment${scene.payments.length}`;
  scene.payments.push({ name, amount, begun: kind === 'begin', order: scene.orders.indexOf(agreed), purpose });
  const path = `/v1/orders/{${agreed.name}}/payments`;
  const bind = { [name]: 'id' };
  const paid = { purpose, amount: usd(amount) };
  if (kind === 'arrive') return post(OPERATOR, path, { ...paid, method: 'tt', reference: name }, undefined, bind);
  if (kind === 'elsewhere')
    return post(
      OPERATOR,
      `${path}/elsewhere`,
      { ...paid, method: 'tt', reference: name, account: 'X-1' },
      undefined,
      bind,
    );
  if (kind === 'declare')
    return post(
      BUYER,
      `${path}/declarations`,
      { ...paid, reference: name, bank: 'A Bank', sentOn: '2027-01-04' },
      undefined,
      bind,
    );
  const card = { method: 'card', card: { token: 'tok_1', scheme: 'visa', lastFour: '1111' } };
  return post(BUYER, `${path}/initiations`, { ...paid, ...(share === 2 ? CHECKING : card) }, undefined, bind);
}

/** The bank takes all of it back. */
export function reverse(scene: Scene, act: OfPayment, post: Post): Request | undefined {
  const payment = pick(scene.payments, act.payment);
  const body = payment && { amount: usd(payment.amount), reason: 'bank-return' };
  return payment && post(OPERATOR, `/v1/payments/{${payment.name}}/reversals`, body);
}

/** What was declared, or begun, is on the account: an operator says so. */
export function arriveDeclared(scene: Scene, act: OfPayment, post: Post): Request | undefined {
  const payment = pick(scene.payments, act.payment);
  const order = payment && scene.orders[payment.order];
  if (payment === undefined || order === undefined) return undefined;
  const body = {
    purpose: payment.purpose,
    amount: usd(payment.amount),
    method: 'tt',
    reference: 'R',
    orderId: `{${order.name}}`,
  };
  return post(OPERATOR, `/v1/payments/{${payment.name}}/arrivals`, body);
}

/** The provider has news; the same event again, and news out of their order, are but other numbers. */
export function callBack(scene: Scene, act: Extract<Single, { kind: 'callback' }>): Request | undefined {
  const begun = scene.payments.filter((each) => each.begun);
  const payment = pick(begun, act.payment);
  if (payment === undefined) return undefined;
  const { news: kind, sequence, event } = act;
  const amount = { minor: String(payment.amount), currency: 'USD' };
  const told = {
    transaction: `in-{${payment.name}}`,
    sequence,
    kind,
    ...((kind === 'arrived' || kind === 'reversed') && { amount }),
  };
  const callback = { eventId: `{run}-${payment.name}-${event}`, reference: `{${payment.name}}`, payment: told };
  return { step: { callback, mayBeRefused: true } };
}

const CHECKING = {
  method: 'e-checking',
  checkingAccount: {
    ...{ bank: 'First Bank of Ohio', country: 'US', holder: 'A Buyer' },
    ...{ routingNumber: '110000000', accountNumber: '000123456789' },
  },
};
