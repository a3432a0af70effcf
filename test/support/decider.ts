import { expect } from '@jest/globals';
import { Ajv } from 'ajv';
import { digestOf } from '#audit';
import type { Actor, Catalogue, Decider, Decision, DomainEvent, Instant, JsonObject, TypedCommand } from '#kernel';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import { day } from './values.js';

/** Of every command of the tests. */
export const SALT = '5a17'.repeat(8);

export interface When<Facts> {
  readonly by: Actor;
  readonly at?: Instant;
  readonly facts?: Facts;
}

export interface Then<E> {
  /** Exactly these events, no field more or less. */
  readonly then: (...events: readonly E[]) => void;
  /** What is asked for is already so. */
  readonly thenNothing: () => void;
  readonly thenRefused: (code: string, facts?: JsonObject) => void;
  readonly decision: Decision<E>;
}

export interface Given<C, E, Facts> {
  readonly when: (command: C, context: When<Facts>) => Then<E>;
}

/**
 * Tests that read like the rulebook: `given(events).when(command, { by, at }).then(events)`, everything compared strictly.
 * What is given and what comes out must also fit the catalogue and fold.
 */
export const givenOf =
  <State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
    decider: Decider<State, C, E, RuleSet, Facts>,
  ): ((...events: readonly E[]) => Given<C, E, Facts | undefined>) =>
  (...events) => {
    const state = foldOf(decider, decider.initialState, events);
    return {
      when: (command, { by, at = day(0), facts }) => {
        const version = decider.pinnedRules?.(state, facts as Facts) ?? CURRENT;
        const decision = decider.decide(state, command, {
          now: at,
          actor: by,
          rules: rulesFor(version),
          facts: facts as Facts, // a command that needs facts is tested with them, and once without
          digest: digestOf,
          salt: SALT,
        });
        if (decision.kind === 'happened') foldOf(decider, state, decision.events);
        return {
          decision,
          then: (...expected) => {
            expect(decision).toStrictEqual({ kind: 'happened', events: expected });
          },
          thenNothing: () => {
            expect(decision).toStrictEqual({ kind: 'nothing' });
          },
          thenRefused: (code, facts = {}) => {
            expect(decision).toStrictEqual({ kind: 'refused', code, facts });
          },
        };
      },
    };
  };

/** The state after the events, each of which must fit the catalogue. */
export function foldOf<State, C extends TypedCommand, E extends DomainEvent<string, object>, Rules, Facts>(
  decider: Decider<State, C, E, Rules, Facts>,
  state: State,
  events: readonly E[],
): State {
  for (const event of events) assertFits(decider.events, event);
  return events.reduce((before, event) => decider.evolve(before, event), state);
}

const ajv = new Ajv({ strict: true, validateSchema: false });
ajv.addKeyword('personal');

/** @throws when the event is not what its catalogue declares. */
export function assertFits(catalogue: Catalogue, { type, data }: DomainEvent<string, object>): void {
  const schema = catalogue[type]?.schema.json;
  if (schema === undefined) throw new Error(`${type} is in no catalogue`);
  // ajv keeps what it compiled by the schema's identity
  if (!ajv.validate(schema, data)) throw new Error(`${type}: ${ajv.errorsText()}`);
}
