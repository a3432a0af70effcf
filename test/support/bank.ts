import {
  catalogue,
  event,
  happened,
  instant,
  nothing,
  on,
  record,
  refuse,
  remain,
  send,
  text,
  textAt,
  toEpochMillis,
  fromEpochMillis,
  type Decider,
  type EventOf,
  type Instant,
  type Projection,
  type Saga,
} from '#kernel';
import { sha256, uuidOf } from '#audit';
import type { Clock } from '#clock';
import type { CommandEnvelope, Log } from '#runtime';

/** A made-up domain, small enough to see through, for testing the runtime: accounts in cents and transfers between them. */
const bankEvents = catalogue({
  'account.opened.v1': event('An account exists.', record({ account: text() })),
  'account.deposited.v1': event('Money came in.', record({ account: text(), cents: text() })),
  'account.transfer-ordered.v1': event(
    'Money left for another account.',
    record({ from: text(), to: text(), cents: text() }),
  ),
  'account.transfer-returned.v1': event(
    'The other account did not take it.',
    record({ account: text(), cents: text() }),
  ),
});
export type BankEvent = EventOf<typeof bankEvents>;

export type BankCommand =
  | { readonly type: 'open'; readonly account: string }
  | { readonly type: 'deposit'; readonly account: string; readonly cents: string }
  | { readonly type: 'order-transfer'; readonly from: string; readonly to: string; readonly cents: string }
  | { readonly type: 'return-transfer'; readonly account: string; readonly cents: string }
  | { readonly type: 'close-after'; readonly account: string; readonly at: string };

export interface Account {
  readonly open: boolean;
  readonly cents: bigint;
}

export const account: Decider<Account, BankCommand, BankEvent, unknown> = {
  category: 'account',
  events: bankEvents,
  initialState: { open: false, cents: 0n },
  decide: ({ open, cents }, command, { now }) => {
    switch (command.type) {
      case 'open':
        return open ? nothing() : happened({ type: 'account.opened.v1', data: { account: command.account } });
      case 'deposit':
        if (!open) return refuse('account-not-open');
        return happened({ type: 'account.deposited.v1', data: { account: command.account, cents: command.cents } });
      case 'order-transfer': {
        if (cents < BigInt(command.cents)) return refuse('not-enough-money', { cents: cents.toString() });
        const { from, to } = command;
        return happened({ type: 'account.transfer-ordered.v1', data: { from, to, cents: command.cents } });
      }
      case 'return-transfer': {
        const { account, cents } = command;
        return happened({ type: 'account.transfer-returned.v1', data: { account, cents } });
      }
      case 'close-after':
        return now < instant(command.at) ? refuse('closing-too-early', { at: command.at }) : nothing();
    }
  },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'account.opened.v1':
        return { ...state, open: true };
      case 'account.deposited.v1':
      case 'account.transfer-returned.v1':
        return { ...state, cents: state.cents + BigInt(data.cents) };
      case 'account.transfer-ordered.v1':
        return { ...state, cents: state.cents - BigInt(data.cents) };
    }
  },
};

export interface BalanceDoc {
  readonly cents: bigint;
  readonly movements: number;
}

const NONE: BalanceDoc = { cents: 0n, movements: 0 };
const move = (doc: BalanceDoc | null, cents: bigint): BalanceDoc => {
  const { cents: before, movements } = doc ?? NONE;
  return { cents: before + cents, movements: movements + 1 };
};

/** Sums, so that an event folded twice or not at all is seen. */
export const balances: Projection<BalanceDoc> = {
  name: 'balances',
  version: 1,
  declaration: { fields: { cents: 'bigint', movements: 'number' }, indexes: [['cents']] },
  keys: ({ data }) => [textAt(data, 'account' in data ? 'account' : 'from')],
  ...on<BalanceDoc, BankEvent>({
    'account.opened.v1': (doc) => doc ?? NONE,
    'account.deposited.v1': (doc, { data }) => move(doc, BigInt(data.cents)),
    'account.transfer-returned.v1': (doc, { data }) => move(doc, BigInt(data.cents)),
    'account.transfer-ordered.v1': (doc, { data }) => move(doc, -BigInt(data.cents)),
  }),
};

/** Credits the other account; gives the money back when that one refuses. One instance per ordering event. */
export const transfers: Saga = {
  name: 'transfers',
  initialState: {},
  types: ['account.transfer-ordered.v1'],
  key: ({ id }) => id,
  react: (state, input) => {
    switch (input.kind) {
      case 'event': {
        const { from, to, cents } = input.event.data as Record<'from' | 'to' | 'cents', string>;
        const credit = { type: 'deposit', target: to, payload: { account: to, cents } };
        return send({ from, cents }, `${cents} are on their way from ${from} to ${to}`, credit);
      }
      case 'outcome': {
        if (input.command.type !== 'deposit' || input.outcome.kind === 'accepted')
          return remain(state, 'the money has arrived');
        const from = textAt(state, 'from');
        const back = {
          type: 'return-transfer',
          target: from,
          payload: { account: from, cents: textAt(state, 'cents') },
        };
        return send(state, `refused with ${input.outcome.code}, so the money goes back`, back);
      }
      case 'deadline-passed':
        return remain(state, 'no deadlines are set');
    }
  },
};

/** Stands still until it is moved. */
export class TestClock implements Clock {
  #now: Instant;

  constructor(now = '2026-01-01T00:00:00.000Z') {
    this.#now = instant(now);
  }

  now(): Instant {
    return this.#now;
  }

  advance(millis: number): void {
    this.#now = fromEpochMillis(toEpochMillis(this.#now) + millis);
  }
}

export const noRules = { current: 'none/1', version: (): unknown => undefined };

/** Keeps what was logged, for a test to look at. */
export class TestLog implements Log {
  readonly lines: string[] = [];
  info = (message: string): void => void this.lines.push(`info ${message}`);
  warn = (message: string, facts?: object): void => void this.lines.push(`warn ${message} ${JSON.stringify(facts)}`);
  error = (message: string, facts?: object): void => void this.lines.push(`error ${message} ${JSON.stringify(facts)}`);
}

let sent = 0;

/** An envelope from outside; `id` makes a repeat. */
export function fromOutside(
  id: string = commandId(`outside ${sent++}`),
  more: Partial<CommandEnvelope> = {},
): CommandEnvelope {
  const actor = { id: 'ann', onBehalfOf: null, organisation: 'acme', role: 'operator' } as const;
  return { commandId: id, correlationId: id, causationId: null, actor, occurredAt: null, ...more };
}

/** A UUID for a test's command, from a name. */
export const commandId = (name: string): string => uuidOf(sha256(name));
