import { paymentId as toPaymentId, type OrderId, type OrganisationId, type Personal, type Purpose } from '#kernel';
import { ordering, owedFor, payableOrder } from '#contexts/ordering';
import { accountsOf, supplier, supplierTerms } from '#contexts/supplier';
import { TRANSFER_TERMS, transferTerms } from '#contexts/transfer-terms';
import type { FactsFor } from '#platform';
import {
  namedPayment,
  payment,
  type CallbackFacts,
  type DeclareTransfer,
  type InitiatePayment,
  type PaymentFacts,
  type ReceiveCallback,
  type RecordArrival,
  type RecordArrivalElsewhere,
} from '../index.js';

type Pipeline = Parameters<FactsFor<RecordArrival, PaymentFacts>>[0];

/** The order that the money is for, from the leader of its stream. */
export const orderToPay: FactsFor<RecordArrival, PaymentFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { order: payableOrder(state) };
};

/** Beside the order every account that its supplier was given up to now. */
export const accountsToPay: FactsFor<RecordArrivalElsewhere, PaymentFacts> = async (pipeline, { orderId }) => {
  const order = payableOrder((await pipeline.load(ordering, orderId)).state);
  return order === null ? { order } : { order, designatedNumbers: await numbersOf(pipeline, order.supplier) };
};

async function numbersOf(pipeline: Pipeline, id: OrganisationId): Promise<readonly Personal<string>[]> {
  const accounts = accountsOf((await pipeline.load(supplier, id)).state);
  return accounts.map(({ designatedAccount }) => designatedAccount.number);
}

/** Beside the order what it takes at the moment, the account that the platform designates now, and what operators know of transfers. */
export const instructionsToPay: FactsFor<InitiatePayment | DeclareTransfer, PaymentFacts> = async (
  pipeline,
  { orderId, purpose }: { orderId: OrderId; purpose: Purpose },
) => {
  const { state } = await pipeline.load(ordering, orderId);
  const order = payableOrder(state);
  const owed = owedFor(state, purpose);
  if (order === null || owed === null) return { order: null };
  const enrolled = supplierTerms((await pipeline.load(supplier, order.supplier)).state);
  if (enrolled === null) return { order: null };
  const { calendar } = (await pipeline.load(transferTerms, TRANSFER_TERMS)).state;
  return { order, instructions: { account: enrolled.designatedAccount, owed, calendar } };
};

/** The payment that a callback names, if it names one, and where its money may have gone. */
export const paymentNamed: FactsFor<ReceiveCallback, CallbackFacts> = async (pipeline, { reference }) => {
  if (reference === null || !isPaymentId(reference)) return { payment: null };
  const named = namedPayment((await pipeline.load(payment, reference)).state);
  if (named === null) return { payment: null };
  const { paymentId, supplier: paid, told } = named;
  return { payment: { paymentId, designatedNumbers: [...told, ...(await numbersOf(pipeline, paid))] } };
};

function isPaymentId(text: string): boolean {
  try {
    toPaymentId(text);
    return true;
  } catch {
    return false;
  }
}
