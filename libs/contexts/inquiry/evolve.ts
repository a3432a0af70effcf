import type { InquiryEvent } from './events.js';
import type { Case, Inquiry } from './state.js';

export const evolve = (_: Inquiry, { type, data }: InquiryEvent): Inquiry => {
  switch (type) {
    case 'inquiry.opened.v1':
      return { phase: 'open', case: caseOf(data) };
    case 'inquiry.taken-up.v1':
      return { phase: 'in-work', case: caseOf(data) };
    case 'inquiry.matched.v1':
      return { phase: 'matched', case: caseOf(data), paymentId: data.paymentId };
    case 'inquiry.answered.v1':
      return { phase: 'answered', case: caseOf(data) };
    case 'inquiry.withdrawn.v1':
      return { phase: 'withdrawn', case: caseOf(data) };
  }
};

const caseOf = ({ inquiryId, orderId, buyer, supplier, by }: Case): Case => ({
  inquiryId,
  orderId,
  buyer,
  supplier,
  by,
});
