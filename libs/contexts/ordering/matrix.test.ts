import { describe, expect, it } from '@jest/globals';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import { expectEveryPair, pairsOf, type Matrix } from '../../../test/support/matrix.js';
import { facts, orderCommands } from '../../../test/support/order-commands.js';
import { histories, type Situation } from '../../../test/support/order-history.js';
import { agreement } from '../../../test/support/order-matrix/agreement.js';
import { endings } from '../../../test/support/order-matrix/endings.js';
import { goods } from '../../../test/support/order-matrix/goods.js';
import { money } from '../../../test/support/order-matrix/money.js';
import { PHASES, situations } from '../../../test/support/order-matrix/situations.js';
import { ordering, type OrderCommand, type OrderEvent } from './index.js';

const matrix: Matrix<OrderCommand['type'], Situation, OrderEvent> = { ...agreement, ...money, ...goods, ...endings };

describe('ordering: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(ordering, matrix, histories, {
      none: true,
      drafted: true,
      submitted: true,
      confirmed: true,
      'in-performance': true,
      'awaiting-receipt': true,
      completed: true,
      cancelled: true,
      expired: true,
      'closed-by-dispute': true,
    });
  });

  it.each(situations)('%s is the phase that it says', (situation) => {
    expect(foldOf(ordering, ordering.initialState, histories[situation]).phase).toBe(PHASES[situation]);
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = orderCommands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });
});
