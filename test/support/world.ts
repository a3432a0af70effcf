import { digestOf } from '#audit';
import {
  endOfDay,
  isTooEarly,
  laterOf,
  position,
  type Actor,
  type CommandOutcome,
  type Decider,
  type Decision,
  type DomainEvent,
  type Instant,
  type JsonObject,
  type Projection,
  type RecordedEvent,
  type Saga,
  type SagaCommand,
  type TypedCommand,
} from '#kernel';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import { coverage, type Coverage, type CoverageCommand } from '#contexts/coverage';
import { ordering, owedFor, payableOrder, shippableOrder, type Order, type OrderCommand } from '#contexts/ordering';
import {
  callback,
  payment,
  type DeclareTransfer,
  type InitiatePayment,
  type Payment,
  type PaymentCommand,
  type PaymentFacts,
  type ReceivePayOutCallback,
} from '#contexts/payment';
import { shipment, type ShipmentCommand } from '#contexts/shipment';
import { supplier, supplierTerms, type Supplier, type SupplierCommand } from '#contexts/supplier';
import { dispute, type Dispute, type KeptDocument } from '#contexts/dispute';
import { recourse, type Recourse } from '#contexts/recourse';
import { refund, type Refund } from '#contexts/refund';
import { expirySaga, sagas } from '#sagas';
import { SALT, assertFits } from './decider.js';
import { platform } from './people.js';
import { day } from './values.js';
import { CLAIM_DECIDERS, claimFactsOf, paidOut, type ClaimCommand, type Says } from './world-disputes.js';

type AnyDecider = Decider<unknown, TypedCommand, DomainEvent<string, object>, RuleSet, unknown>;
export type AnyCommand =
  | SupplierCommand
  | CoverageCommand
  | OrderCommand
  | PaymentCommand
  | ReceivePayOutCallback
  | ShipmentCommand
  | ClaimCommand;

/** One saga instance: what it has yet to hear, and what it has yet to send. Both in order, each in its own time. */
interface Instance {
  readonly saga: Saga;
  state: JsonObject;
  readonly inbox: RecordedEvent[];
  readonly outbox: SagaCommand[];
  readonly reasons: string[];
  readonly deadlines: Map<string, Instant>;
}

interface Stream {
  state: unknown;
  revision: number;
}

/**
 * The whole slice in memory, without stores and clocks: commands are decided at once, and what the sagas hear and send waits
 * until a test lets it happen, in whatever order it wants. Nothing is random, so each course of events can be played again.
 */
export class World {
  readonly events: RecordedEvent[] = [];
  now: Instant = day(0);
  /** What can be submitted as evidence. */
  documents: readonly KeptDocument[] = [];
  /** What the payment provider says to the next refunds; then it pays. */
  readonly provider: Says[] = [];
  /** Send every command of a saga twice: the second one must not matter. */
  readonly #everythingTwice: boolean;
  readonly #streams = new Map<string, Stream>();
  readonly #instances = new Map<string, Instance>();

  constructor({ everythingTwice = false } = {}) {
    this.#everythingTwice = everythingTwice;
  }

  /** @param id of the instance that decides; the facts are read from the other streams as a handler would. */
  send(id: string, command: AnyCommand, by: Actor): Decision<DomainEvent<string, object>> {
    const decider = this.#deciderOf(command);
    const stream = `${decider.category}-${id}`;
    const { state, revision } = this.#stream(decider, id);
    const facts = this.#factsOf(command);
    const decision = decider.decide(state, command, {
      now: this.now,
      actor: by,
      rules: rulesFor(decider.pinnedRules?.(state, facts) ?? CURRENT),
      facts,
      digest: digestOf,
      salt: SALT,
    });
    if (decision.kind === 'happened')
      for (const [index, event] of decision.events.entries()) {
        assertFits(decider.events, event);
        this.#append(stream, revision + 1 + index, event, decider);
      }
    return decision;
  }

  supplier = (id: string): Supplier => this.#stream(supplier, id).state as Supplier;
  coverage = (id: string): Coverage => this.#stream(coverage, id).state as Coverage;
  order = (id: string): Order => this.#stream(ordering, id).state as Order;
  dispute = (id: string): Dispute => this.#stream(dispute, id).state as Dispute;
  refund = (id: string): Refund => this.#stream(refund, id).state as Refund;
  recourse = (id: string): Recourse => this.#stream(recourse, id).state as Recourse;
  payment = (id: string): Payment => this.#stream(payment, id).state as Payment;

  document<Doc extends object>(projection: Projection<Doc>, key: string): Doc | null {
    return this.events
      .filter(({ type }) => projection.types.includes(type))
      .filter((event) => projection.keys(event).includes(key))
      .reduce<Doc | null>((doc, event) => projection.project(doc, event, key), null);
  }

  /** Why a saga instance did what it did. */
  reasonsOf(saga: string, key: string): readonly string[] {
    return this.#instances.get(`${saga} ${key}`)?.reasons ?? [];
  }

  stateOf(saga: string, key: string): JsonObject | undefined {
    return this.#instances.get(`${saga} ${key}`)?.state;
  }

  /** Lets one thing happen that waits: an event is heard, or a command is sent. @returns whether anything waited. */
  step(choice = 0): boolean {
    // Who only watches the clock of an order comes last: the others' turns stay what they are.
    const last = ({ saga }: Instance): number => (saga === expirySaga ? 1 : 0);
    const instances = [...this.#instances.values()].sort((a, b) => last(a) - last(b));
    const ready = instances.flatMap((instance) => [
      ...(instance.inbox.length > 0 ? [() => this.#hear(instance)] : []),
      ...(instance.outbox.length > 0 ? [() => this.#dispatch(instance)] : []),
    ]);
    const chosen = ready[choice % Math.max(ready.length, 1)];
    chosen?.();
    return chosen !== undefined;
  }

  /** Lets everything happen that waits. Commands that come too early wait until what they wait for is there. */
  settle(): void {
    for (let steps = 0; this.step(steps); steps++) if (steps > 10_000) throw new Error('The sagas never come to rest');
  }

  /** Time passes, and each deadline when it is due; what follows from one is done before the next. */
  advanceTo(at: Instant): void {
    for (;;) {
      const due = [...this.#instances.values()]
        .flatMap((instance) => [...instance.deadlines].map(([name, dueAt]) => ({ instance, name, dueAt })))
        .filter(({ dueAt }) => dueAt <= at)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
      if (due === undefined) break;
      const { instance, name, dueAt } = due;
      this.now = laterOf(this.now, dueAt);
      instance.deadlines.delete(name);
      this.#react(instance, instance.saga.react(instance.state, { kind: 'deadline-passed', name, dueAt }));
      this.settle();
    }
    this.now = at;
  }

  #hear(instance: Instance): void {
    const event = instance.inbox.shift();
    if (event !== undefined) this.#react(instance, instance.saga.react(instance.state, { kind: 'event', event }));
  }

  #dispatch(instance: Instance): void {
    const command = instance.outbox.shift();
    if (command === undefined) return;
    const outcome = this.#outcomeOf(command);
    if (outcome.kind === 'refused' && isTooEarly(outcome.code)) {
      const toSame = instance.outbox.filter(({ target }) => target === command.target);
      const toOthers = instance.outbox.filter(({ target }) => target !== command.target);
      instance.outbox.splice(0, Infinity, ...toOthers, command, ...toSame);
      return;
    }
    if (this.#everythingTwice) this.#outcomeOf(command);
    this.#react(instance, instance.saga.react(instance.state, { kind: 'outcome', command, outcome }));
  }

  #react(instance: Instance, { state, reason, commands, deadlines }: ReturnType<Saga['react']>): void {
    instance.state = JSON.parse(JSON.stringify(state)) as JsonObject; // as it comes back from a store
    instance.reasons.push(reason);
    instance.outbox.push(...commands);
    for (const order of deadlines)
      if (order.kind === 'schedule') instance.deadlines.set(order.name, order.dueAt);
      else instance.deadlines.delete(order.name);
  }

  #outcomeOf({ type, target, payload }: SagaCommand): CommandOutcome {
    if (type === 'submit-refund' && this.provider[0] === 'is not there') {
      this.provider.shift();
      return { kind: 'refused', code: 'no-payment-provider', facts: {} };
    }
    // what a saga sends is one of the platform's commands; the decider's schema of events would find out others
    const decision = this.send(target, { type, ...payload } as unknown as AnyCommand, platform);
    if (decision.kind === 'refused') return decision;
    if (type === 'submit-refund') return this.#payOut(target);
    return { kind: 'accepted', stream: target, revision: 0, position: '0' };
  }

  /** What the effect handler does: it asks the provider, and records what it says. */
  #payOut(target: string): CommandOutcome {
    const says = this.provider.shift() ?? 'pays';
    const recorded = paidOut(this.refund(target), says);
    const decision = recorded === null ? undefined : this.send(target, recorded, platform);
    if (decision?.kind === 'refused') return decision;
    return { kind: 'accepted', stream: target, revision: 0, position: '0' };
  }

  #append(stream: string, revision: number, event: DomainEvent<string, object>, decider: AnyDecider): void {
    const recorded: RecordedEvent = {
      ...event,
      data: JSON.parse(JSON.stringify(event.data)) as JsonObject, // as it comes back from a store
      id: `${stream}@${revision}`,
      stream,
      revision,
      position: position(BigInt(this.events.length)),
      metadata: {
        actor: platform,
        causationId: null,
        commandDigest: '',
        commandId: '',
        correlationId: '',
        occurredAt: null,
        previousHash: null,
        recordedAt: this.now,
        ruleSet: CURRENT,
      },
    };
    this.events.push(recorded);
    const before = this.#streams.get(stream)?.state ?? decider.initialState;
    this.#streams.set(stream, { state: decider.evolve(before, recorded), revision });
    for (const saga of sagas) {
      const key = saga.types.includes(recorded.type) ? saga.key(recorded) : null;
      if (key !== null) this.#instance(saga, key).inbox.push(recorded);
    }
  }

  #instance(saga: Saga, key: string): Instance {
    const name = `${saga.name} ${key}`;
    const instance = this.#instances.get(name) ?? {
      saga,
      state: saga.initialState,
      inbox: [],
      outbox: [],
      reasons: [],
      deadlines: new Map<string, Instant>(),
    };
    this.#instances.set(name, instance);
    return instance;
  }

  #stream(decider: { readonly category: string; readonly initialState: unknown }, id: string): Stream {
    return this.#streams.get(`${decider.category}-${id}`) ?? { state: decider.initialState, revision: -1 };
  }

  #deciderOf(command: AnyCommand): AnyDecider {
    const decider = DECIDERS[command.type];
    return decider as unknown as AnyDecider; // the command's type is one that the decider has a rule for
  }

  #factsOf(command: AnyCommand): unknown {
    if ('contract' in command)
      return {
        supplier: supplierTerms(this.supplier(command.contract.supplier)),
        documents: [],
        shipByEnd: endOfDay(command.contract.shipBy),
      };
    if (command.type === 'record-arrival' || command.type === 'record-arrival-elsewhere')
      return { order: payableOrder(this.order(command.orderId)) };
    if (command.type === 'initiate-payment' || command.type === 'declare-transfer') return this.#instructions(command);
    if (command.type === 'dispatch-shipment' || command.type === 'plan-shipment')
      return { order: shippableOrder(this.order(command.orderId)) };
    return claimFactsOf(command as ClaimCommand | CoverageCommand, this); // what no claim is about has no facts there
  }

  #instructions({ orderId, purpose }: InitiatePayment | DeclareTransfer): PaymentFacts {
    const order = payableOrder(this.order(orderId));
    const owed = owedFor(this.order(orderId), purpose);
    const terms = order && supplierTerms(this.supplier(order.supplier));
    if (owed === null || terms === null) return { order: null };
    return { order, instructions: { account: terms.designatedAccount, owed, calendar: 'us-banking' } };
  }
}

const DECIDERS = {
  ...CLAIM_DECIDERS,
  'enrol-supplier': supplier,
  'change-profile': supplier,
  'designate-account': supplier,
  'suspend-supplier': supplier,
  'reinstate-supplier': supplier,
  'grant-limit': coverage,
  'change-limit': coverage,
  'reserve-cover': coverage,
  'adjust-cover': coverage,
  'hold-cover': coverage,
  'unhold-cover': coverage,
  'consume-cover': coverage,
  'restore-cover': coverage,
  'release-cover': coverage,
  'draft-order': ordering,
  'revise-order': ordering,
  'submit-order': ordering,
  'confirm-order': ordering,
  'cancel-order': ordering,
  'record-cover': ordering,
  'acknowledge-reduced-cover': ordering,
  'allocate-payment': ordering,
  'record-dispatch': ordering,
  'record-delivery': ordering,
  'confirm-receipt': ordering,
  'record-declared-transfer': ordering,
  'reverse-allocation': ordering,
  'record-returned': ordering,
  'propose-amendment': ordering,
  'accept-amendment': ordering,
  'reject-amendment': ordering,
  'lapse-amendment': ordering,
  'propose-cancellation': ordering,
  'accept-cancellation': ordering,
  'reject-cancellation': ordering,
  'waive-shortfall': ordering,
  'remind-supplier': ordering,
  'give-ready-notice': ordering,
  'give-feedback': ordering,
  'revise-feedback': ordering,
  'remind-of-receipt': ordering,
  'record-check-requested': ordering,
  'record-check-answered': ordering,
  'complete-receipt': ordering,
  'expire-order': ordering,
  'record-dispute-opened': ordering,
  'record-dispute-escalated': ordering,
  'record-dispute-ended': ordering,
  'close-by-dispute': ordering,
  'initiate-payment': payment,
  'declare-transfer': payment,
  'submit-payment': payment,
  'record-report': payment,
  'keep-stray-report': payment,
  'expire-payment': payment,
  'record-arrival': payment,
  'record-arrival-elsewhere': payment,
  'mark-allocated': payment,
  'mark-unmatched': payment,
  'plan-shipment': shipment,
  'withdraw-shipment-plan': shipment,
  'record-reversal': payment,
  'authorise-return': payment,
  'submit-return': payment,
  'record-return-submitted': payment,
  'record-return-succeeded': payment,
  'record-return-failed': payment,
  'receive-pay-out-callback': callback,
  'dispatch-shipment': shipment,
  'dispatch-planned-shipment': shipment,
  'record-customs-clearance': shipment,
  'contest-clearance': shipment,
  'settle-clearance': shipment,
  'record-shipment-delivery': shipment,
} as const satisfies Readonly<Record<AnyCommand['type'], unknown>>;
