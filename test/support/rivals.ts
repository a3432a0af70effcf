import { join } from 'node:path';
import { happened, type Actor, type Decider, type DomainEvent, type TypedCommand } from '#kernel';
import type { Clock } from '#clock';
import type { StoredEvent } from '#event-store';
import { FileKeyStore } from '#key-store';
import type { PaymentProvider } from '#payment-provider';
import { PersonalData } from '#personal-data';
import type { CommandSet } from '#platform';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import { fromOutside, TestClock } from './bank.js';
import { allOf, openEventStore, WatchedStore } from './event-store.js';

type Pipeline = CommandPipeline<RuleSet>;

/** What a writer is asked to do, with his own pipeline. */
export type Asked = (pipeline: Pipeline) => Promise<CommandResult>;

/**
 * What its own handler does with a command, with the facts that it reads and what it asks the provider. Asked twice it is the same
 * command again, as a saga sends it again.
 */
export function ask(
  { classes, handlers }: CommandSet,
  id: string,
  command: TypedCommand & Readonly<Record<string, unknown>>,
  actor: Actor,
  provider: PaymentProvider | null = null,
): Asked {
  const Command = classes.get(command.type)!;
  const Handler = handlers.find(({ name }) => name === Command.name.replace(/Command$/, 'Handler'))!;
  const envelope = fromOutside(undefined, { actor });
  return (pipeline) => new Handler(pipeline, provider).execute(new Command(id, command, envelope));
}

/**
 * Two writers on one embedded store, each with connection and cache of his own, as two processes have them. In a race both
 * have decided before either writes, and a test says whose write is first.
 */
export class Rivals {
  private constructor(
    private readonly stores: readonly [WatchedStore, WatchedStore],
    private readonly pipelines: readonly [Pipeline, Pipeline],
  ) {}

  static async on(folder: string, clock: Clock = new TestClock()): Promise<Rivals> {
    const stores = [
      new WatchedStore(await openEventStore(folder)),
      new WatchedStore(await openEventStore(folder)),
    ] as const;
    const personalData = new PersonalData(await FileKeyStore.open(join(folder, 'keys')));
    const rules = { current: CURRENT, version: rulesFor };
    const digestKey = new Uint8Array(32).fill(7);
    const pipelineOn = (eventStore: WatchedStore): Pipeline =>
      new CommandPipeline({ eventStore, clock, rules, digestKey, personalData });
    return new Rivals(stores, [pipelineOn(stores[0]), pipelineOn(stores[1])]);
  }

  /** Before any race: what has happened so far. */
  async live<State, E extends DomainEvent<string, object>, Facts>(
    decider: Decider<State, never, E, RuleSet, Facts>,
    id: string,
    history: readonly E[],
  ): Promise<void> {
    const replayed = { ...decider, decide: () => happened(...history) };
    await this.pipelines[0].run(replayed, id, { type: 'live' } as never, fromOutside()); // nothing is decided
  }

  /** One of them, and nobody beside. */
  alone(asked: Asked): Promise<CommandResult> {
    return asked(this.pipelines[0]);
  }

  /**
   * @param faster whose append reaches the store first; the other's is made as it was decided, right behind.
   * @returns what they were told, and how many of the appends the store refused because another had written.
   */
  async race(faster: 0 | 1, ...asked: readonly [Asked, Asked]) {
    const slower = faster === 0 ? 1 : 0;
    const [bothHaveDecided, fasterHasWritten] = [signal(), signal()];
    let written = 0;
    const before = this.#appends;
    this.stores[faster].beforeAppend = () => bothHaveDecided.given;
    this.stores[slower].beforeAppend = () => {
      bothHaveDecided.give();
      return fasterHasWritten.given;
    };
    for (const store of this.stores)
      store.afterAppend = () => {
        written += 1;
        fasterHasWritten.give();
      };
    const told = await Promise.all([asked[0](this.pipelines[0]), asked[1](this.pipelines[1])]);
    return { told, conflicts: this.#appends - before - written };
  }

  get #appends(): number {
    return this.stores[0].appends.length + this.stores[1].appends.length;
  }

  eventsOf(stream: string): Promise<readonly StoredEvent[]> {
    return allOf(this.stores[0], stream);
  }
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}
