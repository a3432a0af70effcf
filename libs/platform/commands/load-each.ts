import type { Decider, DomainEvent, TypedCommand } from '#kernel';
import type { RuleSet } from '#rules';
import type { Pipeline } from './handlers.js';

/** What is told of the state of each of several streams of one kind, from their leaders and in the order of their ids. */
export const loadEach = <State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts, Told>(
  pipeline: Pipeline,
  decider: Decider<State, C, E, RuleSet, Facts>,
  ids: readonly string[],
  told: (state: State) => Told,
): Promise<readonly Told[]> => Promise.all(ids.map(async (id) => told((await pipeline.load(decider, id)).state)));
