import { describe, expect, it } from '@jest/globals';
import { inspectionId, qualityCheckId, type CommandOutcome } from '#kernel';
import { ORDER, contract } from '../../../test/support/order-history.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { uuid } from '../../../test/support/values.js';
import { checksSaga } from './index.js';

const subject = { orderId: ORDER, buyer: contract.buyer, supplier: contract.supplier };
const check = { ...subject, checkId: qualityCheckId(uuid('e', 1)) };
const visit = { ...subject, inspectionId: inspectionId(uuid('f', 1)) };

describe('checks: the order is told', () => {
  it.each([
    ['quality-check.requested.v1', check, 'record-check-requested', check.checkId, 'quality-check'],
    ['quality-check.answered.v1', check, 'record-check-answered', check.checkId, 'quality-check'],
    ['quality-check.withdrawn.v1', check, 'record-check-answered', check.checkId, 'quality-check'],
    ['inspection.ordered.v1', visit, 'record-check-requested', visit.inspectionId, 'inspection'],
    ['inspection.reported.v1', visit, 'record-check-answered', visit.inspectionId, 'inspection'],
    ['inspection.cancelled.v1', visit, 'record-check-answered', visit.inspectionId, 'inspection'],
  ] as const)('by %s', (type, data, command, checkId, kind) => {
    const event = recordedAs(type, data);
    expect(checksSaga.key(event)).toBe(checkId);
    expect(checksSaga.react({}, { kind: 'event', event })).toEqual({
      state: {},
      reason: expect.stringContaining('the order is told'),
      commands: [{ type: command, target: ORDER, payload: { orderId: ORDER, checkId, kind } }],
      deadlines: [],
    });
  });

  it('and what it makes of that changes nothing more', () => {
    const outcomes: readonly CommandOutcome[] = [
      { kind: 'accepted', stream: 's', revision: 1, position: '1' },
      { kind: 'refused', code: 'order-cancelled', facts: {} },
    ];
    for (const type of ['record-check-requested', 'record-check-answered'])
      for (const outcome of outcomes) {
        const command = { type, target: ORDER, payload: {} };
        const { commands, deadlines } = checksSaga.react({}, { kind: 'outcome', command, outcome });
        expect([commands, deadlines]).toEqual([[], []]);
      }
  });
});
