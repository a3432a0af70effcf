import { Command } from '@nestjs/cqrs';
import type { TypedCommand } from '#kernel';
import type { CommandEnvelope, CommandResult } from '#runtime';

/** A command of the domain on its way over the command bus to the one handler of its class. */
export class DomainCommand<C extends TypedCommand = TypedCommand> extends Command<CommandResult> {
  /** @param target the id of the instance that decides it. */
  constructor(
    readonly target: string,
    readonly payload: C,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

export type CommandClass<C extends TypedCommand = TypedCommand> = new (
  target: string,
  payload: C,
  envelope: CommandEnvelope,
) => DomainCommand<C>;
