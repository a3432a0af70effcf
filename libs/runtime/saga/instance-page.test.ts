import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { recordedAs } from '../../../test/support/recorded.js';
import { day } from '../../../test/support/values.js';
import { idOf, sagaInstances, type SagaInstanceDoc } from './instance-page.js';

const named = { saga: 'coverage', instance: 'one' };
const KEY = idOf(named);
const input = { kind: 'event', eventId: 'e1', type: 'order.confirmed.v1', stream: 'order-1', revision: 3 };
const command = { id: 'c1', type: 'reserve-cover', target: 'lin', payload: {} };

type Happened = readonly [type: string, data: JsonObject];
const reacted = (commands: readonly JsonObject[] = [], of: JsonObject = input): Happened => [
  'saga.reacted.v1',
  { ...named, input: of, reason: 'Because.', state: {}, commands },
];
const parked = (of: JsonObject = input, error = 'a defect'): Happened => [
  'saga.input-parked.v1',
  { ...named, input: of, error },
];
const settled: Happened = ['saga.command-settled.v1', { ...named, command, outcome: { kind: 'accepted' } }];
const postponed: Happened = [
  'saga.command-postponed.v1',
  { ...named, commandId: 'c1', attempt: 1, retryAt: day(2), cause: 'reservation-too-early' },
];
const scheduled = (name: string, dueAt: string): Happened => ['deadline.scheduled.v1', { ...named, name, dueAt }];
const passed = (name: string): Happened => ['deadline.passed.v1', { ...named, name, dueAt: day(1) }];
const cancelled = (name: string): Happened => ['deadline.cancelled.v1', { ...named, name }];

const after = (...events: readonly Happened[]): SagaInstanceDoc =>
  events.reduce<SagaInstanceDoc | null>((doc, [type, data], n) => {
    const event = recordedAs(type, data, { at: day(n) });
    expect(sagaInstances.keys(event)).toStrictEqual([KEY]);
    return sagaInstances.project(doc, event, KEY);
  }, null)!;

const rest = { ...named, parked: [], commands: [], commandsUnderWay: 0, deadlines: [], wakesAt: null };
const open = { id: 'c1', type: 'reserve-cover', target: 'lin', attempts: 0, retryAt: null, cause: null };
const put = { ...open, attempts: 1, retryAt: day(2), cause: 'reservation-too-early' };

describe('the page of a saga instance', () => {
  it.each<[string, readonly Happened[], Partial<SagaInstanceDoc>]>([
    ['rests when nothing is under way', [reacted()], { status: 'resting' }],
    [
      'runs while a command has no outcome',
      [reacted([command])],
      { status: 'running', commands: [open], commandsUnderWay: 1 },
    ],
    ['rests again with its outcome', [reacted([command]), settled], { status: 'resting' }],
    [
      'says until when a command is put off, and why',
      [reacted([command]), postponed, scheduled('retry c1', day(2))],
      { status: 'running', commands: [put], wakesAt: day(2) },
    ],
    [
      'sends a command again once its moment has come',
      [reacted([command]), postponed, scheduled('retry c1', day(2)), passed('retry c1')],
      { status: 'running', commands: [{ ...put, retryAt: null }], commandsUnderWay: 1 },
    ],
    [
      'waits until the nearest of its moments',
      [reacted(), scheduled('late', day(15)), scheduled('soon', day(5))],
      {
        status: 'waiting',
        wakesAt: day(5),
        deadlines: [
          { name: 'late', dueAt: day(15) },
          { name: 'soon', dueAt: day(5) },
        ],
      },
    ],
    [
      'waits for one that was moved at its new time',
      [reacted(), scheduled('one', day(5)), scheduled('one', day(7))],
      { status: 'waiting', wakesAt: day(7), deadlines: [{ name: 'one', dueAt: day(7) }] },
    ],
    [
      'rests when its moments have passed or do not matter any more',
      [reacted(), scheduled('one', day(1)), scheduled('two', day(2)), passed('one'), cancelled('two')],
      { status: 'resting' },
    ],
  ])('%s', (_, events, expected) => {
    expect(after(...events)).toStrictEqual({
      ...rest,
      reason: 'Because.',
      updatedAt: day(events.length - 1),
      ...expected,
    });
  });

  it('has failed for as long as an input waits, whatever else is under way', () => {
    const second = { ...input, eventId: 'e2' };
    const failed = after(reacted([command]), parked(), parked(second, 'waits behind an earlier input'));
    expect(failed).toMatchObject({
      status: 'failed',
      parked: [{ error: 'a defect' }, { error: 'waits behind an earlier input' }],
    });
    const one = after(reacted([command]), parked(), parked(second), reacted());
    expect(one).toMatchObject({ status: 'failed', parked: [{ error: 'a defect' }] });
    expect(after(parked(), reacted())).toMatchObject({ status: 'resting', parked: [] });
  });
});
