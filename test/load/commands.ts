import { join } from 'node:path';
import { endOfDay } from '#kernel';
import { ordering, type DraftOrder, type OrderCommand, type OrderFacts } from '#contexts/ordering';
import { supplier, supplierTerms } from '#contexts/supplier';
import type { EventStore } from '#event-store';
import { FileKeyStore } from '#key-store';
import { PersonalData } from '#personal-data';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import { enrolments, NOW, orderLife, type Sending } from './orders.js';

/** So many callers, each of whom sends one command after another: never more, and hardly ever fewer, are in flight. */
export const IN_FLIGHT = 64;

/** What each caller sends, one order after another. */
export type Workload = readonly (readonly Sending<OrderCommand>[])[];

/** @param first number of the orders, for a store that has those before it already. */
export const workload = (ordersPerCaller: number, first = 0): Workload =>
  Array.from({ length: IN_FLIGHT }, (_, caller) =>
    Array.from({ length: ordersPerCaller }, (_, n) => orderLife(first + n * IN_FLIGHT + caller)).flat(),
  );

export const sizeOf = (work: readonly (readonly unknown[])[]): number =>
  work.reduce((sum, { length }) => sum + length, 0);

/** Lets every caller do its work side by side with the others, and looks at each result. */
export const sideBySide = <T, Result>(
  work: readonly (readonly T[])[],
  act: (item: T) => Promise<Result>,
  check: (result: Result, item: T) => void = () => undefined,
): Promise<unknown> =>
  Promise.all(
    work.map(async (items) => {
      for (const item of items) check(await act(item), item);
    }),
  );

/** The pipeline as the command API has it, with a clock that stands still. */
export class Commands {
  readonly #pipeline: CommandPipeline<RuleSet>;

  /** @param folder for the keys of personal fields. */
  static async on(eventStore: EventStore, folder: string): Promise<Commands> {
    return new Commands(eventStore, new PersonalData(await FileKeyStore.open(join(folder, 'keys'))));
  }

  private constructor(eventStore: EventStore, personalData: PersonalData) {
    const rules = { current: CURRENT, version: rulesFor };
    const digestKey = new Uint8Array(32).fill(7);
    this.#pipeline = new CommandPipeline({ eventStore, clock: { now: () => NOW }, rules, digestKey, personalData });
  }

  async enrolSuppliers(): Promise<void> {
    for (const { id, command, envelope } of enrolments) await this.#pipeline.run(supplier, id, command, envelope);
  }

  /** Sends what the callers have to send. @throws Error when a command was not accepted: then another work would be measured than is meant. */
  async send(work: Workload): Promise<void> {
    await sideBySide(work, (sending) => this.#run(sending), mustBeAccepted);
  }

  #run({ id, command, envelope }: Sending<OrderCommand>): Promise<CommandResult> {
    const facts = command.type === 'draft-order' ? () => this.#termsFor(command) : undefined;
    return this.#pipeline.run(ordering, id, command, envelope, facts);
  }

  /** What the handler of the HTTP API reads for a draft: the supplier's terms from his own stream. */
  async #termsFor(command: DraftOrder): Promise<OrderFacts> {
    const { state } = await this.#pipeline.load(supplier, command.contract.supplier);
    return { supplier: supplierTerms(state), documents: [], shipByEnd: endOfDay(command.contract.shipBy) };
  }
}

function mustBeAccepted(result: CommandResult, { command }: Sending<OrderCommand>): void {
  if (result.kind !== 'accepted') throw new Error(`${command.type} was ${JSON.stringify(result)}`);
}
