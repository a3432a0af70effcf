import { Inject, Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Decider, DomainEvent, TypedCommand } from '#kernel';
import type { PaymentProvider } from '#payment-provider';
import type { RuleSet } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import type { CommandClass, DomainCommand } from './domain-command.js';
import { carryOut, PAYMENT_PROVIDER, type Effect } from './effects.js';

/** Reads from other streams what a decision needs of them. */
export type FactsFor<C, Facts> = (pipeline: Pipeline, command: C) => Promise<Facts>;
/** What facts are read with: the leaders of the streams. */
export type Pipeline = CommandPipeline<RuleSet>;

/** The class that carries a command over the bus; with what reads the facts of its decision, and what it leads to outside. */
export type CommandEntry<State, C extends TypedCommand, Facts, Recorded extends TypedCommand> =
  | CommandClass<C>
  | {
      readonly command: CommandClass<C>;
      readonly facts?: FactsFor<C, Facts>;
      readonly effect?: Effect<State, C, Recorded>;
    };

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
  table: { readonly [T in C['type']]: CommandEntry<State, Extract<C, { readonly type: T }>, Facts, C> },
): CommandSet {
  // Each entry is for the command of its own key; together they are for any of the decider's commands.
  const entries = Object.entries(table) as unknown as readonly (readonly [string, CommandEntry<State, C, Facts, C>])[];
  const parts = entries.map(([type, entry]) => {
    const { command, ...needs } = typeof entry === 'function' ? { command: entry } : entry;
    // The sagas know a command by its type alone.
    return { type, command: command as unknown as CommandClass, handler: handlerOf(decider, command, needs) };
  });
  return {
    handlers: parts.map(({ handler }) => handler),
    classes: new Map(parts.map(({ type, command }) => [type, command])),
  };
}

function handlerOf<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
  decider: Decider<State, C, E, RuleSet, Facts>,
  command: CommandClass<C>,
  { facts, effect }: { readonly facts?: FactsFor<C, Facts>; readonly effect?: Effect<State, C, C> },
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command)
  class Handler implements ICommandHandler<DomainCommand<C>, CommandResult> {
    constructor(
      @Inject(CommandPipeline) readonly pipeline: CommandPipeline<RuleSet>,
      @Inject(PAYMENT_PROVIDER) readonly provider: PaymentProvider | null,
    ) {}

    execute(sent: DomainCommand<C>): Promise<CommandResult> {
      const { target, payload, envelope } = sent;
      const read = facts && (() => facts(this.pipeline, payload));
      if (effect !== undefined) return carryOut(this, decider, effect, sent, read);
      return this.pipeline.run(decider, target, payload, envelope, read);
    }
  }
  Object.defineProperty(Handler, 'name', { value: command.name.replace(/Command$/, 'Handler') }); // for Nest's messages
  return Handler;
}
