import { Inject, Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Decider, DomainEvent, TypedCommand } from '#kernel';
import type { RuleSet } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import type { CommandClass, DomainCommand } from './domain-command.js';

/** Reads from other streams what a decision needs of them. */
export type FactsFor<C, Facts> = (pipeline: CommandPipeline<RuleSet>, command: C) => Promise<Facts>;

/** The class that carries a command over the bus; with what reads the facts of its decision, where it needs any. */
export type CommandEntry<C extends TypedCommand, Facts> =
  CommandClass<C> | { readonly command: CommandClass<C>; readonly facts: FactsFor<C, Facts> };

export interface CommandSet {
  /** One handler per command, for a module's providers. */
  readonly handlers: readonly Type<ICommandHandler>[];
  /** By the type of the domain's command, for those who know only that: the sagas. */
  readonly classes: ReadonlyMap<string, CommandClass>;
}

/**
 * Declares the handlers of a decider's commands, one for each; the compiler asks for every command. A handler is thin on purpose:
 * it fetches the facts, and the pipeline does the rest.
 */
export function commandsOf<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
  decider: Decider<State, C, E, RuleSet, Facts>,
  table: { readonly [T in C['type']]: CommandEntry<Extract<C, { readonly type: T }>, Facts> },
): CommandSet {
  // Each entry is for the command of its own key; together they are for any of the decider's commands.
  const entries = Object.entries(table) as unknown as readonly (readonly [string, CommandEntry<C, Facts>])[];
  const parts = entries.map(([type, entry]) => {
    const { command, facts } = typeof entry === 'function' ? { command: entry, facts: undefined } : entry;
    // The sagas know a command by its type alone.
    return { type, command: command as unknown as CommandClass, handler: handlerOf(decider, command, facts) };
  });
  return {
    handlers: parts.map(({ handler }) => handler),
    classes: new Map(parts.map(({ type, command }) => [type, command])),
  };
}

function handlerOf<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
  decider: Decider<State, C, E, RuleSet, Facts>,
  command: CommandClass<C>,
  facts: FactsFor<C, Facts> | undefined,
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command)
  class Handler implements ICommandHandler<DomainCommand<C>, CommandResult> {
    constructor(@Inject(CommandPipeline) private readonly pipeline: CommandPipeline<RuleSet>) {}

    execute({ target, payload, envelope }: DomainCommand<C>): Promise<CommandResult> {
      const read = facts && (() => facts(this.pipeline, payload));
      return this.pipeline.run(decider, target, payload, envelope, read);
    }
  }
  Object.defineProperty(Handler, 'name', { value: command.name.replace(/Command$/, 'Handler') }); // for Nest's messages
  return Handler;
}
