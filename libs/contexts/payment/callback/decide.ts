import {
  decideBy,
  happened,
  isForgotten,
  isPlatform,
  nothing,
  refuse,
  type Decision,
  type DecisionContext,
  type JsonObject,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { Report } from '../vocabulary.js';
import type { CallbackCommand, ReceiveCallback, ReceivePayOutCallback } from './commands.js';
import type { CallbackEvent } from './events.js';
import type { Callback, CallbackFacts, NamedPayment } from './state.js';

type Context = DecisionContext<RuleSet, CallbackFacts>;
type Decide<C extends CallbackCommand> = Rule<Callback, C, CallbackEvent, Context>;

/** Numbers of accounts are compared here and not kept: what counts is whether it is, or was, a designated one. */
const receiveCallback: Decide<ReceiveCallback> = (callback, command, context) => {
  const { callbackId, provider, eventId, reference, payment, strayId } = command;
  const seen = alreadySeen(callback, command, context);
  if (seen !== undefined) return seen;
  const named = context.facts?.payment ?? null;
  const { account, ...told } = payment;
  const report: Report = { provider, ...told, destination: destinationOf(account, named) };
  return received(command, context, {
    ...{ callbackId, provider, eventId, reference, payOut: null },
    payment: { paymentId: named?.paymentId ?? null, strayId, report },
  });
};

const receivePayOutCallback: Decide<ReceivePayOutCallback> = (callback, command, context) => {
  const { callbackId, provider, eventId, reference, payOut } = command;
  const seen = alreadySeen(callback, command, context);
  return seen ?? received(command, context, { callbackId, provider, eventId, reference, payOut, payment: null });
};

/** Once for each event id of the provider: again is no news, and with another content somebody is wrong. */
function alreadySeen(
  callback: Callback,
  command: CallbackCommand,
  { actor, digest }: Context,
): Decision<CallbackEvent> | undefined {
  if (!isPlatform(actor)) return refuse('only-the-platform-takes-callbacks');
  if (callback.phase === 'none') return undefined;
  const { provider, eventId } = command;
  return callback.contentDigest === digest(contentOf(command))
    ? nothing()
    : refuse('callback-content-differs', { provider, eventId });
}

type Received = Omit<CallbackEvent['data'], 'contentDigest' | 'receivedAt'>;

const received = (command: CallbackCommand, { now, digest }: Context, data: Received): Decision<CallbackEvent> =>
  happened({
    type: 'provider-callback.received.v1',
    data: { ...data, contentDigest: digest(contentOf(command)), receivedAt: now },
  });

/** All that the provider said; commands are plain data. */
const contentOf = (command: CallbackCommand): JsonObject => ({ ...command });

function destinationOf(account: string | null, named: NamedPayment | null): Report['destination'] {
  const numbers = named?.designatedNumbers ?? [];
  if (account === null || numbers.length === 0) return 'unstated';
  if (numbers.includes(account)) return 'designated';
  // It may be one that was forgotten, which cannot be compared: an operator looks.
  return numbers.some(isForgotten) ? 'unstated' : 'elsewhere';
}

export const decide = decideBy<Callback, CallbackCommand, CallbackEvent, Context>({
  'receive-callback': receiveCallback,
  'receive-pay-out-callback': receivePayOutCallback,
});
