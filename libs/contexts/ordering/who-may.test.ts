import { describe, expect, it } from '@jest/globals';
import type { Actor, Instant } from '#kernel';
import { given } from '../../../test/support/order-given.js';
import { no } from '../../../test/support/matrix.js';
import { facts, orderCommands } from '../../../test/support/order-commands.js';
import { ORDER, histories, type Situation } from '../../../test/support/order-history.js';
import { buyer, everybody, platform, supplier, thirdParties } from '../../../test/support/people.js';
import { day } from '../../../test/support/values.js';
import type { OrderCommand } from './index.js';

interface Row {
  readonly situation: Situation;
  readonly actors: readonly Actor[];
  readonly refusal: string;
  readonly at?: Instant;
}

describe('ordering: who may', () => {
  const party = [buyer, supplier];
  const allowed: Record<OrderCommand['type'], Row> = {
    'draft-order': { situation: 'no order', actors: party, refusal: 'only-a-party-drafts-an-order' },
    'revise-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-revises-an-order' },
    'submit-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-submits-an-order' },
    'confirm-order': { situation: 'submitted', actors: party, refusal: 'only-a-party-confirms-an-order' },
    'cancel-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-cancels-an-order' },
    'record-cover': { situation: 'reserving cover', actors: [platform], refusal: 'only-the-platform-records-cover' },
    'acknowledge-reduced-cover': {
      situation: 'cover reduced',
      actors: [buyer],
      refusal: 'only-the-buyer-acknowledges-reduced-cover',
    },
    'allocate-payment': {
      situation: 'cover granted',
      actors: [platform],
      refusal: 'only-the-platform-allocates-payments',
    },
    'record-dispatch': {
      situation: 'initial payment complete',
      actors: [platform],
      refusal: 'only-the-platform-records-dispatches',
    },
    'record-delivery': {
      situation: 'awaiting receipt',
      actors: [platform],
      refusal: 'only-the-platform-records-deliveries',
    },
    'confirm-receipt': { situation: 'awaiting receipt', actors: [buyer], refusal: 'only-the-buyer-confirms-receipt' },
    'record-declared-transfer': {
      situation: 'cover granted',
      actors: [platform],
      refusal: 'only-the-platform-records-declared-transfers',
    },
    'reverse-allocation': {
      situation: 'awaiting receipt',
      actors: [platform],
      refusal: 'only-the-platform-reverses-allocations',
    },
    'record-check-requested': {
      situation: 'completed',
      actors: [platform],
      refusal: 'only-the-platform-records-checks',
    },
    'record-check-answered': {
      situation: 'completed',
      actors: [platform],
      refusal: 'only-the-platform-records-checks',
    },
    'record-dispute-opened': {
      situation: 'completed',
      actors: [platform],
      refusal: 'only-the-platform-records-disputes',
    },
    'record-dispute-escalated': {
      situation: 'completed',
      actors: [platform],
      refusal: 'only-the-platform-records-disputes',
    },
    'record-dispute-ended': {
      situation: 'completed',
      actors: [platform],
      refusal: 'only-the-platform-records-disputes',
    },
    'close-by-dispute': {
      situation: 'awaiting receipt',
      actors: [platform],
      refusal: 'only-the-platform-closes-orders',
    },
    'propose-amendment': {
      situation: 'cover granted',
      actors: party,
      refusal: 'only-a-party-proposes-an-amendment',
    },
    'accept-amendment': {
      situation: 'initial payment complete, amendment proposed',
      actors: [buyer],
      refusal: 'only-a-party-accepts-an-amendment',
    },
    'reject-amendment': {
      situation: 'initial payment complete, amendment proposed',
      actors: party,
      refusal: 'only-a-party-rejects-an-amendment',
    },
    'lapse-amendment': {
      situation: 'initial payment complete, amendment proposed',
      at: day(10),
      actors: [platform],
      refusal: 'only-the-platform-lapses-amendments',
    },
    'propose-cancellation': {
      situation: 'awaiting receipt',
      actors: party,
      refusal: 'only-a-party-proposes-a-cancellation',
    },
    'accept-cancellation': {
      situation: 'initial payment complete, cancellation proposed',
      actors: [buyer],
      refusal: 'only-a-party-accepts-a-cancellation',
    },
    'reject-cancellation': {
      situation: 'initial payment complete, cancellation proposed',
      actors: party,
      refusal: 'only-a-party-rejects-a-cancellation',
    },
    'waive-shortfall': {
      situation: 'initial payment begun',
      actors: [supplier],
      refusal: 'only-the-supplier-waives-a-shortfall',
    },
    'remind-supplier': {
      situation: 'initial payment complete',
      actors: [buyer],
      refusal: 'only-the-buyer-reminds-the-supplier',
    },
    'give-ready-notice': {
      situation: 'initial payment complete',
      actors: [supplier],
      refusal: 'only-the-supplier-gives-a-ready-notice',
    },
    'give-feedback': { situation: 'completed', actors: [buyer], refusal: 'only-the-buyer-gives-feedback' },
    'revise-feedback': {
      situation: 'completed, feedback given',
      actors: [buyer],
      refusal: 'only-the-buyer-gives-feedback',
    },
    'remind-of-receipt': {
      situation: 'awaiting receipt',
      at: day(33),
      actors: [platform],
      refusal: 'only-the-platform-completes-receipts',
    },
    'record-returned': {
      situation: 'cancelled by both',
      actors: [platform],
      refusal: 'only-the-platform-records-returns',
    },
    'complete-receipt': {
      situation: 'awaiting receipt',
      at: day(63),
      actors: [platform],
      refusal: 'only-the-platform-completes-receipts',
    },
    'expire-order': {
      situation: 'cover granted',
      at: day(60),
      actors: [platform],
      refusal: 'only-the-platform-expires-orders',
    },
  };
  const names = Object.keys(allowed) as OrderCommand['type'][];
  const tries = names.flatMap((name) =>
    everybody.map((actor) => ({ name, actor, who: `${actor.role} ${actor.organisation}` })),
  );

  it.each(tries)('$name by $who', ({ name, actor }) => {
    const { situation, actors, refusal, at } = allowed[name];
    const { decision } = given(...histories[situation]).when(orderCommands[name].command, {
      by: actor,
      facts,
      ...(at && { at }),
    });
    if (actors.includes(actor)) expect(decision.kind).toBe('happened');
    else if ((name === 'accept-cancellation' || name === 'accept-amendment') && actor === supplier)
      expect(decision).toStrictEqual(no('own-proposal', { by: 'supplier' }));
    else if (situation !== 'no order' && thirdParties.includes(actor))
      expect(decision).toStrictEqual(no('unknown-order', { orderId: ORDER })); // he may not learn that there is one
    else expect(decision).toStrictEqual(no(refusal));
  });
});
