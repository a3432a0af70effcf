import type { CommandBus } from '@nestjs/cqrs';
import type { SagaCommand } from '#kernel';
import type { CommandEnvelope, CommandResult, DispatchPort } from '#runtime';
import type { CommandClass } from './domain-command.js';
import type { CommandSet } from './handlers.js';

/** Sends the commands of sagas the way that all commands go: over the command bus, as objects of their class. */
export class BusDispatch implements DispatchPort {
  readonly #bus: Pick<CommandBus, 'execute'>;
  readonly #classes: ReadonlyMap<string, CommandClass>;

  /** @throws TypeError when two sets have a command of the same type. */
  constructor(bus: Pick<CommandBus, 'execute'>, sets: readonly CommandSet[]) {
    this.#bus = bus;
    const classes = sets.flatMap((set) => [...set.classes]);
    this.#classes = new Map(classes);
    if (this.#classes.size < classes.length) throw new TypeError('two commands have the same type');
  }

  async dispatch({ type, target, payload }: SagaCommand, envelope: CommandEnvelope): Promise<CommandResult> {
    const Command = this.#classes.get(type);
    if (Command === undefined) throw new TypeError(`no command has the type ${type}`);
    return this.#bus.execute(new Command(target, { type, ...payload }, envelope));
  }
}
