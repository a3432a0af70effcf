import type { ICommandHandler } from '@nestjs/cqrs';
import type { CommandSet, DomainCommand, Engine } from '#platform';
import type { CommandResult } from '#runtime';

type Handler = ICommandHandler<DomainCommand, CommandResult>;
type HandlerClass = new (...parts: readonly unknown[]) => Handler;

/** Takes each command to its handler, as the framework's bus does, without the second that starting the framework takes. */
export class PlainBus {
  readonly #handlers = new Map<unknown, Handler>();

  constructor(sets: readonly CommandSet[], { pipeline, paymentProvider }: Engine) {
    for (const { classes, handlers } of sets)
      for (const [index, command] of [...classes.values()].entries()) {
        const Class = handlers[index] as HandlerClass | undefined; // one for each class, in their order
        if (Class !== undefined) this.#handlers.set(command, new Class(pipeline, paymentProvider));
      }
  }

  execute(command: DomainCommand): Promise<CommandResult> {
    const handler = this.#handlers.get(command.constructor);
    if (handler === undefined) throw new TypeError(`nobody handles ${command.constructor.name}`);
    return handler.execute(command);
  }
}
