import { ordering, payableOrder } from '#contexts/ordering';
import { arrivedMoney, payment } from '#contexts/payment';
import type { FactsFor } from '#platform';
import type { InquiryFacts, MatchInquiry, OpenInquiry } from '../index.js';

export const orderAskedAbout: FactsFor<OpenInquiry, InquiryFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { order: payableOrder(state) };
};

export const moneyFound: FactsFor<MatchInquiry, InquiryFacts> = async (pipeline, { paymentId }) => {
  const { state } = await pipeline.load(payment, paymentId);
  return { payment: arrivedMoney(state) };
};
