import {
  instant,
  remain,
  saga,
  send,
  textAt,
  to,
  type CommandOutcome,
  type DeadlineOrder,
  type DisputeId,
  type Instant,
  type MoneyData,
  type OrderId,
  type Reaction,
  type SagaCommand,
} from '#kernel';
import type { DisputeCommand, DisputeEvent } from '#contexts/dispute';
import type { OrderCommand } from '#contexts/ordering';
import type { EscalationState, Timer } from './state.js';

type Heard = Extract<
  DisputeEvent,
  {
    type:
      | 'dispute.opened.v1'
      | 'dispute.responded.v1'
      | 'dispute.offer-made.v1'
      | 'dispute.escalated.v1'
      | 'dispute.evidence-closed.v1'
      | 'dispute.appealed.v1'
      | 'dispute.settled.v1'
      | 'dispute.withdrawn.v1'
      | 'dispute.lapsed.v1'
      | 'dispute.closed.v1';
  }
>;

type Sent =
  | Extract<DisputeCommand, { type: 'open-escalation' | 'apply-silence' | 'close-evidence' }>
  | Extract<
      OrderCommand,
      { type: 'record-dispute-opened' | 'record-dispute-escalated' | 'record-dispute-ended' | 'close-by-dispute' }
    >;

type Watching = Extract<EscalationState, { step: 'watching' }>;

/**
 * Watches the days of one dispute [seed: five for a response, 15 for a solution], and tells the order that it is disputed,
 * escalated and not disputed any more. A deadline gives nobody a right: it lets the fact be recorded, and whoever waits be told. Instances: the ids of disputes.
 */
export const escalationSaga = saga<EscalationState, Heard, Sent>({
  name: 'escalation',
  initialState: { step: 'idle' },
  key: ({ data }) => textAt(data, 'disputeId'),

  events: {
    'dispute.opened.v1': (state, { data: { disputeId, orderId, respondBy, solveBy, silence } }) => {
      if (state.step !== 'idle') return remain(state, 'The opening is known already.');
      const watching: Watching = { step: 'watching', disputeId, orderId, timers: [] };
      const times = { response: respondBy, solution: solveBy, silence: silence.at };
      const record: Sent = { type: 'record-dispute-opened', orderId, disputeId };
      return waitFor(watching, times, 'A dispute is open: the order is told, and its days are watched.', [
        to(orderId, record),
      ]);
    },

    'dispute.responded.v1': (state) => answered(state),
    'dispute.offer-made.v1': (state, { data: { side } }) =>
      side === 'supplier' ? answered(state) : remain(state, 'The buyer has made an offer: that answers nothing.'),

    'dispute.escalated.v1': (state, { data: { disputeId, orderId, evidenceUntil } }) => {
      if (state.step !== 'watching') return remain(state, 'Nothing is watched any more.');
      const record: Sent = { type: 'record-dispute-escalated', orderId, disputeId };
      return waitFor(state, { evidence: evidenceUntil }, 'The dispute is with the platform: the order is told.', [
        to(orderId, record),
      ]);
    },

    'dispute.evidence-closed.v1': (state) =>
      state.step === 'watching'
        ? waitFor(state, {}, 'No more evidence is taken: there is nothing to wait for.')
        : remain(state, 'Nothing is watched any more.'),

    'dispute.appealed.v1': (state, { data: { evidenceUntil } }) =>
      state.step === 'watching'
        ? waitFor(state, { evidence: evidenceUntil }, 'A side has appealed: there is time for evidence once more.')
        : remain(state, 'Nothing is watched any more.'),

    'dispute.settled.v1': (state, { data: { disputeId, orderId, refund } }) => {
      if (state.step !== 'watching') return remain(state, 'The end is known already.');
      if (refund === null) return end(state, 'settled', null, 'The parties have agreed, and not on money.');
      const settled = waitFor(state, {}, 'The parties have agreed on money: the dispute is over when it is paid.');
      return { ...settled, state: { step: 'settling', disputeId, orderId } };
    },
    'dispute.withdrawn.v1': (state) => end(state, 'withdrawn', null, 'The buyer has withdrawn his claim.'),
    'dispute.lapsed.v1': (state) => end(state, 'lapsed', null, 'Nobody has moved: the dispute has lapsed.'),
    'dispute.closed.v1': (state, { data: { disputeId, orderId, outcome, refunded, order } }) => {
      const back = refunded.minor === '0' ? null : refunded;
      const ended = end(state, outcome, back, 'What was decided is final.');
      if (order === 'continues' || ended.commands.length === 0) return ended;
      const close: Sent = { type: 'close-by-dispute', orderId, disputeId };
      return { ...ended, commands: [...ended.commands, to(orderId, close)] };
    },
  },

  outcomes: {
    'open-escalation': (state, outcome) => told(state, 'dispute', outcome),
    'apply-silence': (state, outcome) => told(state, 'dispute', outcome),
    'close-evidence': (state, outcome) => evidenceClosed(state, outcome),
    'record-dispute-opened': (state, outcome) => told(state, 'order', outcome),
    'record-dispute-escalated': (state, outcome) => told(state, 'order', outcome),
    'record-dispute-ended': (state, outcome) => told(state, 'order', outcome),
    'close-by-dispute': (state, outcome) =>
      outcome.kind === 'refused' && outcome.code === 'order-completed'
        ? remain(state, 'The order was completed before the decision was final: it stays completed.')
        : told(state, 'order', outcome),
  },

  deadlinePassed: (state, { name }) => {
    if (state.step !== 'watching' || !isTimer(name)) return remain(state, 'Nothing waits for this moment any more.');
    const { disputeId } = state;
    const after = { ...state, timers: state.timers.filter((timer) => timer !== name) };
    const { reason, command } = AT[name](disputeId);
    return send<EscalationState>(after, reason, to(disputeId, command));
  },
});

/** What each moment leads to; the dispute says whether it still is so. */
const AT: Readonly<Record<Timer, (disputeId: DisputeId) => { readonly reason: string; readonly command: Sent }>> = {
  response: (disputeId) => ({
    reason: 'Five days are over: without a response the buyer may escalate.',
    command: { type: 'open-escalation', disputeId, cause: 'no-response' },
  }),
  solution: (disputeId) => ({
    reason: 'Fifteen days are over: without a solution the buyer may escalate.',
    command: { type: 'open-escalation', disputeId, cause: 'no-solution' },
  }),
  silence: (disputeId) => ({
    reason: 'Nobody has moved for as long as the rule set waits: its policy is applied.',
    command: { type: 'apply-silence', disputeId },
  }),
  evidence: (disputeId) => ({
    reason: 'The time for evidence is over.',
    command: { type: 'close-evidence', disputeId },
  }),
};
const isTimer = (name: string): name is Timer => name in AT;

/** From now on these moments are waited for, and no others. */
function waitFor(
  state: Watching,
  times: Partial<Readonly<Record<Timer, Instant>>>,
  reason: string,
  commands: readonly SagaCommand[] = [],
): Reaction<EscalationState> {
  const timers = Object.keys(times).filter(isTimer);
  const cancelled = state.timers.filter((timer) => !timers.includes(timer));
  const deadlines: readonly DeadlineOrder[] = [
    ...cancelled.map((name) => ({ kind: 'cancel', name }) as const),
    ...Object.entries(times).map(([name, dueAt]) => ({ kind: 'schedule', name, dueAt }) as const),
  ];
  return { state: { ...state, timers }, reason, commands, deadlines };
}

/** The moment of an appeal's evidence may not be known here yet when that of the escalation has come. */
function evidenceClosed(state: EscalationState, outcome: CommandOutcome): Reaction<EscalationState> {
  const early = outcome.kind === 'refused' && outcome.code === 'not-due';
  if (!early || state.step !== 'watching' || state.timers.includes('evidence')) return told(state, 'dispute', outcome);
  return {
    state: { ...state, timers: [...state.timers, 'evidence'] },
    reason: 'There is more time for evidence: it is waited for.',
    commands: [],
    deadlines: [{ kind: 'schedule', name: 'evidence', dueAt: instant(textAt(outcome.facts, 'dueAt')) }],
  };
}

function answered(state: EscalationState): Reaction<EscalationState> {
  if (state.step !== 'watching' || !state.timers.includes('response'))
    return remain(state, 'The supplier has answered; nothing waits for that.');
  const timers = state.timers.filter((timer) => timer !== 'response');
  return {
    state: { ...state, timers },
    reason: 'The supplier has answered: what is waited for is a solution.',
    commands: [],
    deadlines: [{ kind: 'cancel', name: 'response' }],
  };
}

function end(
  state: EscalationState,
  outcome: string,
  refunded: MoneyData | null,
  reason: string,
): Reaction<EscalationState> {
  if (state.step === 'idle' || state.step === 'ended') return remain(state, 'The end is known already.');
  const { disputeId, orderId }: { readonly disputeId: DisputeId; readonly orderId: OrderId } = state;
  const record: Sent = { type: 'record-dispute-ended', orderId, disputeId, outcome, refunded };
  const timers = state.step === 'watching' ? state.timers : [];
  return {
    state: { step: 'ended' },
    reason: `${reason} The order is told.`,
    commands: [to(orderId, record)],
    deadlines: timers.map((name) => ({ kind: 'cancel', name })),
  };
}

const told = (state: EscalationState, whom: 'dispute' | 'order', outcome: CommandOutcome): Reaction<EscalationState> =>
  remain(
    state,
    outcome.kind === 'accepted'
      ? `The ${whom} knows.`
      : `The ${whom} refused to be told (${outcome.code}): an operator has to look.`,
  );
