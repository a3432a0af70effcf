import {
  currency,
  disputeId,
  documentId,
  fromData,
  orderId,
  organisationId,
  paymentId,
  recourseId,
  refundId,
  shipmentId,
  systemActor,
  type Actor,
  type Decider,
  type DomainEvent,
  type OrderId,
  type Role,
  type TypedCommand,
} from '#kernel';
import { dispute, type ClaimedOrder, type DisputeCommand } from '#contexts/dispute';
import { recourse, type RecourseCommand } from '#contexts/recourse';
import { refund, type RefundCommand } from '#contexts/refund';
import type { RuleSet } from '#rules';
import type { Api } from '../api.js';
import { fromOutside } from '../bank.js';
import { usd } from '../values.js';

const buyer = organisationId('every-event-buyer');
const supplier = organisationId('every-event-supplier');
const order = (n: number): OrderId => orderId(`e0000000-0000-4000-8000-00000000d1${n.toString().padStart(2, '0')}`);
const batch = shipmentId('c0000000-0000-4000-8000-00000000d150');
const payment = paymentId('b0000000-0000-4000-8000-00000000d150');
const photograph = documentId('f0000000-0000-4000-8000-00000000d150');
const report = documentId('f0000000-0000-4000-8000-00000000d151');

const actor = (role: Role, organisation: string): Actor => ({
  id: `${role}-1`,
  onBehalfOf: null,
  organisation,
  role,
});
const BUYER = actor('buyer', buyer);
const SUPPLIER = actor('supplier', supplier);
const ARBITER = actor('arbiter', 'trade-assurance');
const OPERATOR = actor('operator', 'trade-assurance');
const PLATFORM = systemActor('every-event');

type Act<C> = readonly [by: Actor, command: C];

/** Disputes that end in each of their ways, refunds that are paid, fail and are not due, and what is claimed back. */
export async function disputesOfEveryKind(api: Api): Promise<void> {
  const now = api.application.engine.clock.now();
  const kept = (by: typeof buyer, id: typeof photograph, digit: string) => ({
    documentId: id,
    sha256: digit.repeat(64),
    size: 1_000,
    mediaType: 'image/jpeg',
    storedAt: now,
    by,
  });
  const claimed: ClaimedOrder = {
    buyer,
    supplier,
    phase: 'in-performance',
    ruleSet: 'trade-assurance/1',
    coverageType: 'post-delivery',
    currency: currency('USD'),
    shipByEnd: now,
    initialPayment: { complete: true, completedAt: now },
    net: { initial: fromData(usd('1500.00')), all: fromData(usd('3000.00')) },
    readyNoticeAt: null,
    unansweredChecks: 0,
    allDispatchedAt: now,
    batches: [{ shipmentId: batch, dispatchedAt: now, clearedAt: null }],
  };
  const facts = {
    order: claimed,
    cover: { granted: fromData(usd('2000.00')), consumed: fromData(usd('0.00')) },
    previous: [],
    documents: [kept(buyer, photograph, 'a'), kept(supplier, report, 'b')],
  };
  const inDispute = (n: number, ...acts: readonly Act<DisputeCommand>[]) =>
    send(api, dispute, `${order(n)}-1`, acts, facts);
  const id = (n: number) => disputeId(`${order(n)}-1`);
  const open = (n: number): Act<DisputeCommand> => [
    BUYER,
    {
      type: 'open-dispute',
      disputeId: id(n),
      orderId: order(n),
      number: 1,
      requestId: `d0000000-0000-4000-8000-0000000000${n}0`,
      reasons: ['quality'],
      batches: [batch],
      statement: 'The welds are cracked.',
      demand: { kind: 'refund', amount: usd('2000.00') },
    },
  ];
  const verdict = {
    fault: 'supplier',
    reasons: 'The photographs show it.',
    goods: 'keep',
    order: 'continues',
  } as const;

  await inDispute(
    10,
    open(10),
    [BUYER, { type: 'submit-evidence', disputeId: id(10), documentId: photograph }],
    [
      SUPPLIER,
      {
        type: 'respond-to-dispute',
        disputeId: id(10),
        kind: 'counter',
        statement: 'They left our works whole.',
        offer: { terms: { kind: 'refund', amount: usd('300.00') }, note: 'For your trouble.' },
      },
    ],
    [BUYER, { type: 'reject-offer', disputeId: id(10), offer: 2, reason: 'It does not pay the repair.' }],
  );
  await inDispute(
    11,
    open(11),
    [SUPPLIER, { type: 'accept-offer', disputeId: id(11), offer: 1 }],
    [PLATFORM, { type: 'close-dispute', disputeId: id(11), determined: usd('2000.00'), refunded: usd('2000.00') }],
  );
  await inDispute(12, open(12), [BUYER, { type: 'withdraw-dispute', disputeId: id(12), reason: 'It was my mistake.' }]);
  await inDispute(13, open(13));
  await api.done(['operator', 'trade-assurance'], '/v1/clock/advances', { by: '15d' });
  await inDispute(
    10,
    [PLATFORM, { type: 'open-escalation', disputeId: id(10), cause: 'no-solution' }],
    [BUYER, { type: 'escalate-dispute', disputeId: id(10) }],
    [BUYER, { type: 'complete-evidence', disputeId: id(10) }],
    [SUPPLIER, { type: 'complete-evidence', disputeId: id(10) }],
    [ARBITER, { type: 'determine-dispute', disputeId: id(10), ...verdict, amount: null, evidence: [photograph] }],
    [
      SUPPLIER,
      {
        type: 'appeal-determination',
        disputeId: id(10),
        statement: 'An expert has looked at them.',
        documents: [report],
      },
    ],
    [BUYER, { type: 'complete-evidence', disputeId: id(10) }],
    [SUPPLIER, { type: 'complete-evidence', disputeId: id(10) }],
    [
      ARBITER,
      { type: 'decide-appeal', disputeId: id(10), ...verdict, amount: usd('500.00'), evidence: [report, 'response'] },
    ],
  );
  await api.done(['operator', 'trade-assurance'], '/v1/clock/advances', { by: '30d' });
  await inDispute(13, [PLATFORM, { type: 'apply-silence', disputeId: id(13) }]);
  await refundsOfEveryKind(api);
}

async function refundsOfEveryKind(api: Api): Promise<void> {
  const of = disputeId(`${order(20)}-1`);
  const inRefund = (k: number, ...acts: readonly Act<RefundCommand>[]) =>
    send(api, refund, `${of}-${k}`, acts, { paymentId: payment });
  const id = (k: number) => refundId(`${of}-${k}`);
  const parties = { disputeId: of, orderId: order(20), buyer, supplier };
  const authorise = (k: number, amount: string): Act<RefundCommand> => [
    PLATFORM,
    {
      type: 'authorise-refund',
      refundId: id(k),
      ...parties,
      origin: 'determination',
      determined: usd('2000.00'),
      amount: usd(amount),
    },
  ];
  const told = { refundId: id(1), transaction: 'TX-1' };
  const submit: Act<RefundCommand> = [PLATFORM, { type: 'submit-refund', refundId: id(1) }];
  const failure = { type: 'record-refund-failed', ...told, reason: 'account-closed' } as const;
  await inRefund(
    1,
    authorise(1, '2000.00'),
    submit,
    [PLATFORM, { type: 'record-refund-submitted', ...told }],
    [PLATFORM, { ...failure, retriable: true }],
    [PLATFORM, { type: 'retry-refund', refundId: id(1) }],
    submit,
    [PLATFORM, { ...failure, retriable: false }],
    [PLATFORM, { type: 'send-refund-to-manual-review', refundId: id(1), reason: 'account-closed' }],
    [OPERATOR, { type: 'record-refund-succeeded', refundId: id(1), transaction: 'MT103 1' }],
  );
  await inRefund(2, authorise(2, '0.00'));
  const inRecourse = (...acts: readonly Act<RecourseCommand>[]) => send(api, recourse, id(1), acts, undefined);
  await inRecourse(
    [
      PLATFORM,
      {
        type: 'claim-recourse',
        recourseId: recourseId(id(1)),
        against: 'supplier',
        ...parties,
        refundId: id(1),
        amount: usd('2000.00'),
      },
    ],
    [OPERATOR, { type: 'record-recovery', recourseId: recourseId(id(1)), amount: usd('500.00') }],
    [OPERATOR, { type: 'write-off-recourse', recourseId: recourseId(id(1)), reason: 'He is insolvent.' }],
  );
}

/** @throws when one is refused: everything that follows would be another story. */
async function send<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
  { application: { engine } }: Api,
  decider: Decider<State, C, E, RuleSet, Facts>,
  id: string,
  acts: readonly Act<C>[],
  facts: Facts,
): Promise<void> {
  for (const [by, command] of acts) {
    const envelope = { ...fromOutside(), actor: by };
    const result = await engine.pipeline.run(decider, id, command, envelope, () => Promise.resolve(facts));
    if (result.kind === 'refused') throw new Error(`${command.type}: ${result.code}`);
  }
}
