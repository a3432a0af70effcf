import {
  catalogue,
  coverageTypeSchema,
  disputeIdSchema,
  event,
  instantSchema,
  integer,
  list,
  moneySchema,
  nullable,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  personal,
  record,
  shipmentIdSchema,
  sideSchema,
  text,
  type EventOf,
} from '#kernel';
import {
  claimReasonSchema,
  disputePhaseSchema,
  evidenceSchema,
  faultSchema,
  goodsSchema,
  orderFateSchema,
  responseKindSchema,
  termsSchema,
} from './words.js';

/** Whom the event concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  disputeId: disputeIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};
/** Of a party's own words: which party, and so whose they are. */
const authored = { ...subject, side: sideSchema, author: organisationIdSchema };
const words = personal(text({ minLength: 1 }), 'author');

export const silencePolicySchema = oneOf('lapse', 'auto-escalate', 'close');

const verdict = {
  fault: faultSchema,
  amount: moneySchema,
  /** What was left of the order's cover when it was determined: the default amount. */
  fullCover: moneySchema,
  reasons: personal(text({ minLength: 1 }), 'buyer'),
  /** Ids of what it relies on: documents, and `claim` and `response`. */
  evidence: list(text(), { minItems: 1 }),
  goods: goodsSchema,
  order: orderFateSchema,
};

export const disputeEvents = catalogue({
  'dispute.opened.v1': event(
    'The buyer disputes an order within the windows of his reasons; the supplier has until `respondBy`, both until `solveBy`.',
    record({
      ...authored,
      number: integer({ minimum: 1 }),
      requestId: text(),
      reasons: list(claimReasonSchema, { minItems: 1 }),
      batches: list(shipmentIdSchema),
      /** Each reason with the batch that it is about, and the window in which it could be claimed. */
      windows: list(
        record({
          reason: claimReasonSchema,
          shipmentId: nullable(shipmentIdSchema),
          opensAt: instantSchema,
          closesAt: nullable(instantSchema),
        }),
        { minItems: 1 },
      ),
      statement: words,
      coverageType: coverageTypeSchema,
      currency: text({ pattern: '^[A-Z]{3}$' }),
      ruleSet: text(),
      respondBy: instantSchema,
      solveBy: instantSchema,
      /** What follows when nobody moves, and when. */
      silence: record({ policy: silencePolicySchema, at: instantSchema }),
    }),
  ),
  'dispute.responded.v1': event(
    'The supplier answered the claim; after an escalation the answer is kept as evidence and takes nothing back.',
    record({
      ...authored,
      kind: responseKindSchema,
      statement: nullable(words),
      at: instantSchema,
      phase: disputePhaseSchema,
    }),
  ),
  'dispute.offer-made.v1': event(
    'A side offered how to settle; its offer takes the place of any before.',
    record({
      ...authored,
      offer: integer({ minimum: 1 }),
      terms: termsSchema,
      /** What was payable at that moment, where money is offered. */
      payable: nullable(moneySchema),
      note: nullable(words),
      at: instantSchema,
      phase: disputePhaseSchema,
    }),
  ),
  'dispute.offer-accepted.v1': event(
    'The other side accepted an offer.',
    record({ ...subject, side: sideSchema, offer: integer({ minimum: 1 }) }),
  ),
  'dispute.offer-rejected.v1': event(
    'The other side rejected an offer.',
    record({ ...authored, offer: integer({ minimum: 1 }), reason: nullable(words) }),
  ),
  'dispute.settled.v1': event(
    'The parties agreed, and the dispute is over; where money was agreed on, as much of it as is payable goes back.',
    record({ ...subject, offer: integer({ minimum: 1 }), terms: termsSchema, refund: nullable(moneySchema) }),
  ),
  'dispute.evidence-submitted.v1': event(
    'A side submitted a document as evidence.',
    record({ ...authored, evidence: evidenceSchema }),
  ),
  'dispute.evidence-completed.v1': event(
    'A side said that it has nothing more to submit.',
    record({ ...subject, side: sideSchema }),
  ),
  'dispute.evidence-closed.v1': event(
    'No more evidence is taken: an arbiter can determine.',
    record({ ...subject, cause: oneOf('both-done', 'window-over'), phase: disputePhaseSchema }),
  ),
  'dispute.escalation-opened.v1': event(
    'The buyer may escalate from now on: there was no response in time, or no solution.',
    record({ ...subject, cause: oneOf('no-response', 'no-solution'), since: instantSchema }),
  ),
  'dispute.escalated.v1': event(
    'The dispute goes to the platform; both sides have until `evidenceUntil` to submit evidence.',
    record({
      ...subject,
      by: oneOf('buyer', 'platform'),
      cause: oneOf('no-response', 'no-solution'),
      evidenceUntil: instantSchema,
    }),
  ),
  'dispute.determined.v1': event(
    'An arbiter determined fault, amount and what becomes of goods and order, on the evidence; the refund goes on its way.',
    record({ ...subject, ...verdict, appealUntil: instantSchema, mayAppeal: list(sideSchema) }),
  ),
  'dispute.appealed.v1': event(
    'A losing side appealed with new evidence; both sides have until `evidenceUntil` to submit more.',
    record({ ...authored, statement: words, evidence: list(evidenceSchema), evidenceUntil: instantSchema }),
  ),
  'dispute.appeal-decided.v1': event(
    'An arbiter decided on the appeal: a determination of its own in place of the first, and the last.',
    record({ ...subject, ...verdict, previousAmount: moneySchema }),
  ),
  'dispute.withdrawn.v1': event('The buyer took his claim back.', record({ ...authored, reason: nullable(words) })),
  'dispute.lapsed.v1': event(
    'Nobody moved for as long as the rule set waits: the dispute is over without a decision.',
    record({ ...subject, policy: silencePolicySchema, dueAt: instantSchema }),
  ),
  'dispute.closed.v1': event(
    'The refund has ended and no appeal is possible any more.',
    record({
      ...subject,
      outcome: oneOf('final', 'settled'),
      /** Σ of what was refunded. */
      refunded: moneySchema,
      order: orderFateSchema,
    }),
  ),
});

export type DisputeEvent = EventOf<typeof disputeEvents>;
