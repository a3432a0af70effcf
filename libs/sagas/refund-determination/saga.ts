import { disputeOfRefund, remain, saga, textAt, type CommandOutcome, type Reaction } from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { DisputeEvent } from '#contexts/dispute';
import type { CallbackEvent } from '#contexts/payment';
import type { RefundEvent } from '#contexts/refund';
import type { Paying, RefundDeterminationState } from './state.js';
import {
  afterAppeal,
  authorise,
  begin,
  caseOf,
  goOn,
  nothingOf,
  paid,
  refundOf,
  review,
  submit,
  withDeadlines,
  type Sent,
} from './steps.js';
import { appealOver, calledBack, failed, lookAgain, looksNoMore, retry, submitted } from './waiting.js';

type Heard =
  | Extract<
      DisputeEvent,
      {
        type:
          | 'dispute.determined.v1'
          | 'dispute.settled.v1'
          | 'dispute.appealed.v1'
          | 'dispute.appeal-decided.v1'
          | 'dispute.closed.v1';
      }
    >
  | Extract<CoverageEvent, { type: 'coverage.consumed.v1' }>
  | Exclude<RefundEvent, { type: 'refund.submission-intended.v1' }>
  | CallbackEvent;

type Step = Reaction<RefundDeterminationState>;

/**
 * Carries out what was determined, or agreed on: the cover is consumed, the refund authorised and paid once, recourse taken, and
 * the dispute closed when no appeal is possible any more. It never begins a second refund before the first has ended. Instances: the ids of disputes.
 */
export const refundDeterminationSaga = saga<RefundDeterminationState, Heard, Sent>({
  name: 'refund-determination',
  initialState: { step: 'idle' },
  key: ({ type, data }) =>
    type === 'provider-callback.received.v1' ? calledBackAbout(data) : textAt(data, 'disputeId'),

  events: {
    'dispute.determined.v1': (state, { data }) => {
      if (state.step !== 'idle') return remain(state, 'The determination is known already.');
      const { amount, appealUntil } = data;
      const step = begin(
        { ...caseOf(data, amount), origin: 'determination', appeal: 'possible' },
        amount,
        'It was determined.',
      );
      return withDeadlines(step, { kind: 'schedule', name: 'appeal', dueAt: appealUntil });
    },

    'dispute.settled.v1': (state, { data }) => {
      if (state.step !== 'idle') return remain(state, 'The agreement is known already.');
      if (data.refund === null) return remain({ step: 'ended' }, 'No money was agreed on.');
      const agreed: Paying = { ...caseOf(data, data.refund), origin: 'settlement', appeal: 'none' };
      return begin(agreed, data.refund, 'Money was agreed on.');
    },

    'dispute.appealed.v1': (state) =>
      during(state, (paying) =>
        withDeadlines(remain({ ...paying, appeal: 'pending' }, 'A side has appealed: the dispute is not final.'), {
          kind: 'cancel',
          name: 'appeal',
        }),
      ),

    'dispute.appeal-decided.v1': (state, { data: { amount } }) =>
      during(state, (paying) => {
        if (paying.step === 'paid') return afterAppeal(paying, amount, 'The appeal was decided.');
        const known = { ...paying, appeal: 'over', next: amount } as const;
        return remain(known, 'The appeal was decided while the refund before it is on its way: that ends first.');
      }),

    'dispute.closed.v1': (state) =>
      state.step === 'idle'
        ? remain(state, 'Nothing was to be paid.')
        : remain({ step: 'ended' }, 'The dispute is closed.'),

    'coverage.consumed.v1': (state, { data: { refundId, amount } }) =>
      atStep(state, refundId, ['consuming'], (paying) =>
        authorise(paying, amount, 'Cover is consumed: the refund is authorised.'),
      ),

    'refund.authorised.v1': (state, { data: { refundId } }) =>
      atStep(state, refundId, ['authorising'], (paying) =>
        submit(paying, 'The refund is authorised: the provider is asked to pay.'),
      ),

    'refund.not-due.v1': (state, { data: { refundId } }) =>
      atStep(state, refundId, ['authorising'], (paying) => goOn(paying, 'Nothing is payable: no refund is due.')),

    'refund.submitted.v1': (state, { data: { refundId }, metadata: { recordedAt } }) =>
      atStep(state, refundId, ['submitting', 'in-review'], (paying) => submitted(paying, recordedAt)),

    'refund.succeeded.v1': (state, { data: { refundId, amount } }) =>
      atStep(state, refundId, ['submitting', 'submitted', 'in-review'], (paying) =>
        looksNoMore(paying, paid(paying, amount)),
      ),

    'refund.failed.v1': (state, { data, metadata: { recordedAt } }) =>
      atStep(state, data.refundId, ['submitting', 'submitted', 'in-review'], (paying) =>
        looksNoMore(paying, failed(paying, data, recordedAt)),
      ),

    'refund.retried.v1': (state, { data: { refundId } }) =>
      atStep(state, refundId, ['waiting-to-retry', 'in-review'], (paying) => {
        const step = submit(paying, 'It is tried again: the provider is asked to pay.');
        return paying.step === 'in-review' ? step : withDeadlines(step, { kind: 'cancel', name: 'retry' });
      }),

    'refund.sent-to-manual-review.v1': (state, { data: { refundId } }) =>
      atStep(state, refundId, ['in-review'], (paying) => remain(paying, 'An operator has to look at it.')),

    'provider-callback.received.v1': (state, { data: { reference, payOut } }) =>
      during(state, (paying) =>
        payOut === null ? remain(paying, 'It is about no refund.') : calledBack(paying, reference, payOut.kind),
      ),
  },

  outcomes: {
    'consume-cover': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        authorise(paying, nothingOf(paying.asked), `No cover could be consumed (${code}): no refund is due.`),
      ),
    'authorise-refund': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        remain({ ...paying, step: 'in-review' }, `The refund was not authorised (${code}): an operator has to look.`),
      ),
    'submit-refund': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        paying.step === 'submitting'
          ? review(paying, code, `The provider could not be asked (${code}): an operator has to see to it.`)
          : remain(paying, `The provider was not asked (${code}).`),
      ),
    'retry-refund': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        remain(paying, `It was not tried again (${code}): somebody was faster.`),
      ),
    'send-refund-to-manual-review': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        remain(paying, `It did not go to review (${code}): somebody was faster.`),
      ),
    'claim-recourse': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) =>
        remain(paying, `Recourse was refused (${code}): an operator has to look.`),
      ),
    // An appeal that came in time is heard of after the deadline, and one that was decided meanwhile is carried out first.
    'close-dispute': (state, outcome) =>
      ifRefused(state, outcome, (paying, code) => {
        const why = `The dispute is not closed (${code}).`;
        if (paying.next !== null) return afterAppeal(paying, paying.next, why);
        return remain({ ...paying, step: 'paid', appeal: 'pending' }, why);
      }),
  },

  deadlinePassed: (state, { name, dueAt }) =>
    during(state, (paying) => {
      switch (name) {
        case 'appeal':
          return appealOver(paying);
        case 'retry':
          return retry(paying);
        case 'look':
          return lookAgain(paying, dueAt);
        default:
          return remain(paying, `No deadline was set, so ${name} means nothing.`);
      }
    }),
});

/** Null for what is about a payment or its return, which others follow. */
const calledBackAbout = (data: Parameters<typeof textAt>[0]): string | null =>
  data['payOut'] === null || data['reference'] === null ? null : disputeOfRefund(textAt(data, 'reference'));

function during(state: RefundDeterminationState, react: (paying: Paying) => Step): Step {
  if (state.step === 'idle' || state.step === 'ended') return remain(state, 'Nothing is to be paid.');
  return react(state);
}

/** What is heard of a refund counts for the one that is on its way, and where it was waited for. */
const atStep = (
  state: RefundDeterminationState,
  refundId: string,
  steps: readonly Paying['step'][],
  react: (paying: Paying) => Step,
): Step =>
  during(state, (paying) =>
    refundOf(paying) === refundId && steps.includes(paying.step)
      ? react(paying)
      : remain(paying, 'That is known already.'),
  );

const ifRefused = (
  state: RefundDeterminationState,
  outcome: CommandOutcome,
  react: (paying: Paying, code: string) => Step,
): Step =>
  outcome.kind === 'accepted'
    ? remain(state, 'It was taken: its own event says what follows.')
    : during(state, (paying) => react(paying, outcome.code));
