import type { Saga, SagaCommand } from '#kernel';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import {
  CommandPipeline,
  deadlines,
  ProjectionRunner,
  SagaRunner,
  sagaWork,
  type CommandEnvelope,
  type CommandResult,
  type DispatchPort,
  type Log,
} from '#runtime';
import type { Clock } from '#clock';
import { account, balances, noRules, transfers, type BankCommand } from './bank.js';

export const digestKey = new Uint8Array(32).fill(3);

/** Everything that runs the bank's transfers in one process, on the stores given. */
export class BankProcess {
  readonly pipeline: CommandPipeline<unknown>;
  readonly projections: ProjectionRunner;
  readonly sagas: SagaRunner;

  constructor(
    eventStore: EventStore,
    readStore: ReadStore,
    clock: Clock,
    log: Log,
    port?: (to: DispatchPort) => DispatchPort,
    sagas: readonly Saga[] = [transfers],
  ) {
    this.pipeline = new CommandPipeline({ eventStore, clock, digestKey, rules: noRules });
    const direct: DispatchPort = {
      dispatch: (command: SagaCommand, envelope: CommandEnvelope): Promise<CommandResult> => {
        // what the transfers saga sends are the bank's commands
        const content = { type: command.type, ...command.payload } as unknown as BankCommand;
        return this.pipeline.run(account, command.target, content, envelope);
      },
    };
    const projections = [balances, deadlines, sagaWork];
    this.projections = new ProjectionRunner({ eventStore, readStore, projections, log });
    const ports = { eventStore, readStore, clock, log, pipeline: this.pipeline };
    this.sagas = new SagaRunner({ ...ports, port: port?.(direct) ?? direct, sagas });
  }

  async start(): Promise<void> {
    await this.projections.start();
    this.sagas.start();
  }

  async stop(): Promise<void> {
    await this.sagas.stop();
    await this.projections.stop();
  }
}
