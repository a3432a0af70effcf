import { setTimeout as sleep } from 'node:timers/promises';
import {
  isTooEarly,
  laterOf,
  type Decider,
  type DomainEvent,
  type Instant,
  type Json,
  type TextsOfParts,
  type TypedCommand,
} from '#kernel';
import { sha256 } from '#audit';
import type { Clock } from '#clock';
import { UnknownOutcome, WrongExpectedRevision, type Appended, type EventStore } from '#event-store';
import type { systemEvents } from '../system-events.js';
import type { Accepted, CommandEnvelope, CommandResult, Refused } from './envelope.js';
import { CommandIdReused, OutcomeUnknown, RevisionMismatch, TooMuchContention } from './errors.js';
import { seal } from './seal.js';
import { hasPersonal, type Sealing } from './sealing.js';
import type { StreamCache } from './stream-cache.js';
import { remember, type StreamMemory } from './stream-memory.js';
import { checkEvents } from './validate.js';

export interface RuleSource<Rules> {
  /** The version that new instances are judged by. */
  readonly current: string;
  /** @throws when this software has no such version. */
  readonly version: (name: string) => Rules;
}

/** What every command of a process is executed with. */
export interface Tools<Rules> {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly rules: RuleSource<Rules>;
  readonly cache: StreamCache;
  /** Keyed, so that who knows a command's id does not know its salt. */
  readonly saltOf: (commandId: string) => string;
  readonly sealing: Sealing;
}

/** One command and all that belongs to it. */
export interface Order<State, C extends TypedCommand, E extends DomainEvent<string, object>, Rules, Facts> {
  readonly decider: Decider<State, C, E, Rules, Facts>;
  readonly stream: string;
  readonly command: C;
  /** Of the command. */
  readonly texts: TextsOfParts;
  readonly envelope: CommandEnvelope;
  /** Keyed digest of stream and command. */
  readonly digest: string;
  readonly facts: ((state: State) => Promise<Facts>) | undefined;
}

/** What one look at the stream leads to; an answer counts only when nothing was appended in the meantime. */
type Verdict =
  | { readonly kind: 'append'; readonly decision: Decided; readonly refusal?: Refused }
  | { readonly kind: 'answer'; readonly result: CommandResult }
  | { readonly kind: 'failure'; readonly error: Error };

/** Events, and what they were decided by: the very moment and rule set that their metadata name. */
interface Decided {
  readonly events: readonly DomainEvent<string, object>[];
  readonly now: Instant;
  readonly ruleSet: string;
}

/** The revision of a stream that is not there. */
const NOWHERE = -1;
const MAX_CONFLICTS = 50;
const RETRIES_OF_UNKNOWN = 5;

/** The life of one command, from the first look at its stream to its answer. */
export class Execution<State, C extends TypedCommand, E extends DomainEvent<string, object>, Rules, Facts> {
  readonly #tools: Tools<Rules>;
  readonly #order: Order<State, C, E, Rules, Facts>;

  constructor(tools: Tools<Rules>, order: Order<State, C, E, Rules, Facts>) {
    this.#tools = tools;
    this.#order = order;
  }

  async run(): Promise<CommandResult> {
    const { cache } = this.#tools;
    const { decider, stream, envelope, facts } = this.#order;
    let memory = cache.recall(decider, stream);
    let upToDate = memory.revision < 0 && envelope.creates !== true;
    if (upToDate) memory = await cache.catchUp(decider, stream);
    for (let conflicts = 0; conflicts <= MAX_CONFLICTS;) {
      // The order of checks: the same command again, then `ifMatch`, then the rules.
      const verdict = this.#settled(memory) ?? this.#decide(memory, (await facts?.(memory.state)) as Facts); // without Facts there is no reader of them
      if (verdict.kind === 'append') {
        const accepted = await this.#append(memory, verdict.decision);
        if (accepted !== undefined) return verdict.refusal ?? accepted;
        conflicts += 1;
      } else if (upToDate) {
        if (verdict.kind === 'failure') throw verdict.error;
        return verdict.result;
      }
      // Another writer was faster, or the answer came out of a cached state: read the stream's tail and look again.
      memory = await cache.catchUp(decider, stream);
      upToDate = true;
    }
    throw new TooMuchContention(`${stream}: ${MAX_CONFLICTS} writers were faster than command ${envelope.commandId}`);
  }

  /** What the stream's past says of the command; undefined when there is something to decide. */
  #settled({ stream, state, revision, commands }: StreamMemory<State>): Verdict | undefined {
    const { commandId, ifMatch, actor } = this.#order.envelope;
    const earlier = commands.get(commandId);
    if (earlier !== undefined) {
      if (earlier.digest !== this.#order.digest) return { kind: 'failure', error: new CommandIdReused(commandId) };
      if (earlier.refusal !== undefined) return { kind: 'answer', result: earlier.refusal };
      const { revision, position } = earlier;
      return { kind: 'answer', result: { kind: 'accepted', stream, revision, position, repeated: true } };
    }
    const seen = this.#order.decider.isHiddenFrom?.(state, actor) === true ? NOWHERE : revision;
    if (ifMatch !== undefined && (ifMatch === 'any' ? seen === NOWHERE : ifMatch !== seen))
      return { kind: 'failure', error: new RevisionMismatch(stream, ifMatch, seen) };
    return undefined;
  }

  #decide({ stream, state, revision, position, lastRecordedAt }: StreamMemory<State>, facts: Facts): Verdict {
    const { decider, command, texts, envelope } = this.#order;
    const { rules, clock, saltOf } = this.#tools;
    const { actor } = envelope;
    const ruleSet = decider.pinnedRules?.(state, facts) ?? rules.current;
    const now = lastRecordedAt === null ? clock.now() : laterOf(clock.now(), lastRecordedAt);
    const digest = (value: Json): string => sha256(texts.of(value));
    const context = {
      ...{ now, actor, facts, rules: rules.version(ruleSet), digest },
      get salt() {
        return saltOf(envelope.commandId); // few decisions need one
      },
    };
    const decision = decider.decide(state, command, context);
    switch (decision.kind) {
      case 'happened':
        checkEvents(decider.events, decision.events);
        return { kind: 'append', decision: { events: decision.events, now, ruleSet } };
      case 'nothing':
        return { kind: 'answer', result: { kind: 'unchanged', stream, revision, position } };
      case 'refused': {
        if (envelope.recordRefusal !== true || isTooEarly(decision.code)) return { kind: 'answer', result: decision };
        const events = [refusalEvent(command, envelope, decision)];
        return { kind: 'append', decision: { events, now, ruleSet }, refusal: decision };
      }
    }
  }

  /** Undefined when another writer was there first. */
  async #append(
    memory: StreamMemory<State>,
    { events: decided, now, ruleSet }: Decided,
  ): Promise<Accepted | undefined> {
    const { decider, stream, texts, envelope, digest } = this.#order;
    const metadata = {
      actor: envelope.actor,
      causationId: envelope.causationId,
      commandDigest: digest,
      commandId: envelope.commandId,
      correlationId: envelope.correlationId,
      occurredAt: envelope.occurredAt,
      recordedAt: now,
      ruleSet,
    };
    const before = memory.revision;
    const { sealing } = this.#tools;
    // Asked first, because most events have nothing personal and need not wait.
    const storable = hasPersonal(decider.events, decided)
      ? await sealing.seal(decider.events, decided, { stream, commandId: envelope.commandId })
      : decided;
    const { events, lastHash, bytes } = seal(storable, stream, before + 1, memory.lastHash, metadata, texts);
    const append = (): Promise<Appended> =>
      this.#tools.eventStore.append(stream, events, before < 0 ? 'no-stream' : before);
    let appended: Appended | undefined;
    try {
      appended = await append();
    } catch (error) {
      appended = await this.#afterFailure(error, append);
      if (appended === undefined) return undefined;
    }
    const { revision, position } = appended;
    const written = decided.map(({ type, data }, index) => {
      return { type, data, metadata, revision: before + 1 + index, position };
    });
    this.#tools.cache.keep(remember(decider, memory, written, bytes, lastHash));
    return { kind: 'accepted', stream, revision, position, repeated: false };
  }

  /**
   * An unknown outcome is resolved by repeating the very same append, which the store answers as it did the first time.
   *
   * @returns undefined when another writer was there first.
   */
  async #afterFailure(failure: unknown, append: () => Promise<Appended>): Promise<Appended | undefined> {
    const { stream } = this.#order;
    let error = failure;
    let unknown = false;
    for (let tries = 0; ; tries++) {
      if (error instanceof WrongExpectedRevision) return undefined;
      unknown ||= error instanceof UnknownOutcome;
      if (!unknown || tries === RETRIES_OF_UNKNOWN) break; // "unavailable" says that this attempt wrote nothing; an earlier one may have
      await sleep(50 * 2 ** tries * (0.5 + Math.random()));
      try {
        return await append();
      } catch (again) {
        error = again;
      }
    }
    this.#tools.cache.forget(stream);
    if (!unknown) throw error;
    throw new OutcomeUnknown(`${stream}: it is not known whether the command was recorded`, { cause: error });
  }
}

const refusalEvent = (
  command: TypedCommand,
  { commandId }: CommandEnvelope,
  { code, facts }: Refused,
): DomainEvent => ({
  type: 'command-refused.v1' satisfies keyof typeof systemEvents,
  data: { commandId, command: command.type, code, facts },
});
