import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allEvents } from '#catalogue';
import { movements } from '#clock';
import { coverage } from '#contexts/coverage';
import { custody } from '#contexts/custody';
import { dataSubject } from '#contexts/data-subject';
import { inspection } from '#contexts/inspection';
import { ordering } from '#contexts/ordering';
import { qualityCheck } from '#contexts/quality-check';
import { dispute } from '#contexts/dispute';
import { recourse } from '#contexts/recourse';
import { refund } from '#contexts/refund';
import { inquiry } from '#contexts/inquiry';
import { callback, payment } from '#contexts/payment';
import { shipment } from '#contexts/shipment';
import { supplier } from '#contexts/supplier';
import { transferTerms } from '#contexts/transfer-terms';
import type { Catalogue, Decider, DomainEvent, TypedCommand } from '#kernel';
import { instanceOf } from '#runtime';
import { coverageSaga } from '#sagas';
import { assertFits, foldOf } from '../support/decider.js';
import type { GoldenEvent } from '../support/every-event.js';

type Files = Readonly<Record<string, GoldenEvent>>;
type AnyDecider = Decider<unknown, TypedCommand, DomainEvent<string, object>, unknown, unknown>;

const kept: Files = Object.fromEntries(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as GoldenEvent]), // as it was written
);

const deciders = [
  supplier,
  coverage,
  ordering,
  payment,
  transferTerms,
  callback,
  inquiry,
  shipment,
  qualityCheck,
  inspection,
  custody,
  dispute,
  refund,
  recourse,
  dataSubject,
  movements,
  instanceOf(coverageSaga, 'one'),
];

/** What keeps this software from reading what earlier versions of it wrote; one line each. */
function faultsOf(files: Files, catalogues: readonly Catalogue[]): readonly string[] {
  const known: Catalogue = Object.assign({}, ...catalogues) as Catalogue; // types are named by their context
  const missing = Object.keys(known).filter((type) => files[`${type}.json`] === undefined);
  return [
    ...missing.map((type) => `${type} has no golden event (npm run docs)`),
    ...Object.entries(files).flatMap(([file, golden]) =>
      file === `${golden.type}.json` ? faultOf(golden, known) : `${file} holds ${golden.type}`,
    ),
  ];
}

function faultOf({ history, ...event }: GoldenEvent, known: Catalogue): readonly string[] {
  try {
    for (const each of [...history, event]) assertFits(known, each);
    for (const decider of deciders) fold(decider as unknown as AnyDecider, [...history, event]); // each takes what its own catalogue has
    return [];
  } catch (error) {
    return [`${event.type} cannot be read any more: ${String(error)}`];
  }
}

/** What the runtime writes into a stream is not for the decider. */
const fold = (decider: AnyDecider, events: readonly DomainEvent[]): unknown =>
  foldOf(
    decider,
    decider.initialState,
    events.filter(({ type }) => type in decider.events),
  );

describe('an event that was ever written', () => {
  it('is kept for every type and version, and can be read and folded today', () => {
    expect(faultsOf(kept, Object.values(allEvents))).toEqual([]);
  });

  it('would be missed if its type were new', () => {
    const { 'order.completed.v1.json': _, ...others } = kept;
    expect(faultsOf(others, Object.values(allEvents))).toEqual([
      'order.completed.v1 has no golden event (npm run docs)',
    ]);
  });

  it('would be found out if its type were gone', () => {
    const { runtime: _, ...others } = allEvents;
    expect(faultsOf(kept, Object.values(others))).toEqual([
      'command-refused.v1 cannot be read any more: Error: command-refused.v1 is in no catalogue',
    ]);
  });

  const changed = (type: string, data: object, history?: readonly DomainEvent[]): Files => {
    const golden = kept[`${type}.json`]!;
    return {
      ...kept,
      [`${type}.json`]: { type, data: { ...golden.data, ...data }, history: history ?? golden.history },
    };
  };

  it('would be found out if its shape were another one now', () => {
    expect(faultsOf(changed('clock.set.v1', { by: 'somebody' }), Object.values(allEvents))).toEqual([
      'clock.set.v1 cannot be read any more: Error: clock.set.v1: data must NOT have additional properties',
    ]);
  });

  it('would be found out if its context could not fold it', () => {
    expect(faultsOf(changed('order.completed.v1', {}, []), Object.values(allEvents))).toEqual([
      expect.stringContaining('order.completed.v1 cannot be read any more: TypeError'),
    ]);
  });

  it('stands in the file of its name', () => {
    const strays = { ...kept, 'order.ended.v1.json': kept['order.completed.v1.json']! };
    expect(faultsOf(strays, Object.values(allEvents))).toEqual(['order.ended.v1.json holds order.completed.v1']);
  });
});
