import { fromData, on, textAt, type EventMetadata, type Projection } from '#kernel';
import type { InquiryEvent } from '#contexts/inquiry';
import type { InquiryDoc } from './doc.js';

/** Every inquiry by its id; found by its order, and by how far it is. */
export const inquiries: Projection<InquiryDoc> = {
  name: 'inquiries',
  version: 1,
  declaration: {
    fields: { orderId: 'string', phase: 'string', openedAt: 'string' },
    indexes: [
      ['orderId', 'openedAt'],
      ['phase', 'openedAt'],
    ],
  },
  keys: ({ data }) => [textAt(data, 'inquiryId')],

  ...on<InquiryDoc, InquiryEvent>({
    'inquiry.opened.v1': (_, { data: { amount, ...told }, metadata }) => ({
      ...told,
      phase: 'open',
      amount: fromData(amount),
      paymentId: null,
      answer: null,
      updatedAt: metadata.recordedAt,
    }),
    'inquiry.taken-up.v1': (doc, { metadata }) => moved(doc, metadata, { phase: 'in-work' }),
    'inquiry.matched.v1': (doc, { data: { paymentId }, metadata }) =>
      moved(doc, metadata, { phase: 'matched', paymentId }),
    'inquiry.answered.v1': (doc, { data: { answer }, metadata }) => moved(doc, metadata, { phase: 'answered', answer }),
    'inquiry.withdrawn.v1': (doc, { metadata }) => moved(doc, metadata, { phase: 'withdrawn' }),
  }),
};

const moved = (
  doc: InquiryDoc | null,
  { recordedAt }: Pick<EventMetadata, 'recordedAt'>,
  changes: Partial<InquiryDoc>,
): InquiryDoc | null => doc && { ...doc, ...changes, updatedAt: recordedAt };
