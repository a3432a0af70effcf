import { canonicalJson, type Decider, type DomainEvent, type JsonObject, type TypedCommand } from '#kernel';
import { ProviderRefused, type PaymentProvider } from '#payment-provider';
import type { RuleSet } from '#rules';
import type { CommandPipeline, CommandResult } from '#runtime';
import { uuidV5 } from '../http/uuid-v5.js';
import type { DomainCommand } from './domain-command.js';

/** What an app provides the payment provider under; null where none is configured. */
export const PAYMENT_PROVIDER = Symbol('payment-provider');

/**
 * Something that is done outside because a saga asked for it. The command's own rule records the intention; a rule that finds
 * it recorded already says `nothing`. What comes back is recorded by another command on the same stream.
 */
export interface Effect<
  State,
  C extends TypedCommand,
  Recorded extends TypedCommand,
  Intent = unknown,
  Answer = unknown,
> {
  /** What is to be done, from the stream as it is with the intention; null when there is nothing to do any more. */
  readonly intent: (state: State, command: C) => Intent | null;
  /** Asks by the intent's key what was done before; undefined when it was not, or is to be tried once more. */
  readonly find: (provider: PaymentProvider, intent: Intent) => Promise<Answer | undefined>;
  readonly act: (provider: PaymentProvider, intent: Intent) => Promise<Answer>;
  readonly answered: (intent: Intent, answer: Answer, provider: PaymentProvider) => Recorded;
  /** It said no for good. */
  readonly refused: (intent: Intent, refusal: ProviderRefused, provider: PaymentProvider) => Recorded;
}

/** Declares an effect; the compiler finds out what is intended and answered. */
export const effect = <State, C extends TypedCommand, Recorded extends TypedCommand, Intent, Answer>(
  declared: Effect<State, C, Recorded, Intent, Answer>,
): Effect<State, C, Recorded> => declared as unknown as Effect<State, C, Recorded>; // its parts fit each other

interface Tools {
  readonly pipeline: CommandPipeline<RuleSet>;
  readonly provider: PaymentProvider | null;
}

/**
 * First the intention, then the act, then its outcome. An intention that was recorded before may have been carried out by who
 * did not live to record it: then the provider is asked before it is told again. The outcome's command id is made from the
 * command's and from what is recorded, so that two who find out the same record it once.
 *
 * @returns the refusal of whoever refused, otherwise what was recorded last. Without a provider it is refused for good:
 *   somebody has to do it by hand.
 * @throws ProviderUnavailable, ProviderOutcomeUnknown: the command is sent again later; and what the pipeline throws.
 */
export async function carryOut<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
  { pipeline, provider }: Tools,
  decider: Decider<State, C, E, RuleSet, Facts>,
  { intent: intentIn, find, act, answered, refused }: Effect<State, C, C>,
  { target, payload, envelope }: DomainCommand<C>,
  facts: ((state: State) => Promise<Facts>) | undefined,
): Promise<CommandResult> {
  if (provider === null) return { kind: 'refused', code: 'no-payment-provider', facts: {} };
  const intended = await pipeline.run(decider, target, payload, envelope, facts);
  if (intended.kind === 'refused') return intended;
  const { state, revision, position } = await pipeline.load(decider, target);
  const intent = intentIn(state, payload);
  // Whoever recorded the outcome did not live to answer; who waits for what came of this has to wait for that, too.
  if (intent === null) return intended.kind === 'accepted' ? { ...intended, revision, position } : intended;
  const isFirst = intended.kind === 'accepted' && !intended.repeated;
  const outcome = await outcomeOf(
    async () => (isFirst ? undefined : await find(provider, intent)) ?? act(provider, intent),
  );
  const recorded =
    'refusal' in outcome ? refused(intent, outcome.refusal, provider) : answered(intent, outcome.answer, provider);
  const commandId = uuidV5(envelope.commandId, canonicalJson(recorded as unknown as JsonObject)); // commands are plain data
  return pipeline.run(decider, target, recorded, { ...envelope, commandId });
}

async function outcomeOf<A>(
  ask: () => Promise<A>,
): Promise<{ readonly answer: A } | { readonly refusal: ProviderRefused }> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (error instanceof ProviderRefused) return { refusal: error };
    throw error;
  }
}
