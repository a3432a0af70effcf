import { describe, expect, it } from '@jest/globals';
import { digestOf } from '#audit';
import { FORGOTTEN, documentId, instant } from '#kernel';
import { CURRENT, rulesFor } from '#rules';
import { SALT, foldOf, type Then } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import * as history from '../../../test/support/order-history.js';
import { ORDER, contract } from '../../../test/support/order-history.js';
import { buyer } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import {
  contractHashOf,
  ordering,
  orderingEvents,
  type Contract,
  type ContractFacts,
  type OrderEvent,
} from './index.js';

const facts = history.contractFacts;
const hashOf = (written: Contract): string => contractHashOf(written, SALT, digestOf);
const draft = (changes: Partial<Contract>, terms: ContractFacts = facts): Then<OrderEvent> =>
  given().when(
    { type: 'draft-order', orderId: ORDER, contract: { ...contract, ...changes } },
    { by: buyer, facts: terms },
  );

describe('ordering: what belongs to a contract', () => {
  it('binds its documents by their content, and only those that are kept', () => {
    const document = { documentId: documentId(uuid('d', 1)), sha256: digestOf('terms') };
    const documents = [document, { documentId: documentId(uuid('d', 2)), sha256: digestOf('drawing') }];
    draft({ documents }).thenRefused('unknown-document', document);
    draft({ documents }, { ...facts, documents: [document.sha256] }).thenRefused('unknown-document', documents[1]);
    const all = { ...facts, documents: documents.map(({ sha256 }) => sha256) };
    draft({ documents }, all).then(history.drafted({ ...contract, documents }));
    expect(hashOf({ ...contract, documents })).not.toBe(hashOf(contract));
  });

  it('ends its ship-by day where its zone says', () => {
    const shipByEnd = instant('2026-04-30T16:00:00Z');
    const { decision } = draft({ shipByZone: 'Asia/Shanghai' }, { ...facts, shipByEnd });
    expect(decision).toMatchObject({ events: [{ data: { shipByEnd } }] });
    draft({ shipByZone: 'Middle-earth' }, { ...facts, shipByEnd: null }).thenRefused('time-zone-unknown', {
      shipByZone: 'Middle-earth',
    });
    if (decision.kind !== 'happened') throw new Error('it was drafted');
    const state = foldOf(ordering, ordering.initialState, decision.events);
    expect(state).toMatchObject({ terms: { shipByEnd } });
  });

  describe('with a consignee', () => {
    const consignee = { name: 'Ann Lee', address: '12 Dock Road, Oakland', contact: '+1 510 555 0100' };
    const withHim = { ...contract, consignee };
    const salted = { ...consignee, salt: SALT };

    it('keeps him with a salt, and commits to him in its hash', () => {
      const commitment = digestOf({ salt: SALT, value: consignee });
      draft({ consignee }).then(history.drafted(withHim));
      expect(history.drafted(withHim).data).toMatchObject({
        contract: { consignee: salted },
        contractHash: digestOf({ ...contract, consignee: { commitment } }),
      });
      expect(orderingEvents['order.drafted.v1'].personal).toContainEqual({
        path: ['contract', 'consignee'],
        subject: 'buyer',
      });
    });

    it('is the same contract when it is written again under another salt, and another with another consignee', () => {
      const earlier = history.drafted(withHim);
      const revise = (written: Contract) =>
        ordering.decide(
          foldOf(ordering, ordering.initialState, [earlier]),
          { type: 'revise-order', orderId: ORDER, contract: written },
          { ...context, salt: 'f00d'.repeat(8) },
        ).kind;
      expect(revise(withHim)).toBe('nothing');
      expect(revise({ ...withHim, consignee: { ...consignee, contact: 'nobody' } })).toBe('happened');
      expect(revise(contract)).toBe('happened');
    });

    it('stays what it is when he is forgotten', () => {
      const forgotten = history.drafted(withHim);
      if (forgotten.type !== 'order.drafted.v1') throw new Error('a draft');
      const { contract: written, ...rest } = forgotten.data;
      const data = { ...rest, contract: { ...written, consignee: FORGOTTEN } };
      const state = ordering.evolve(ordering.initialState, { type: 'order.drafted.v1', data });
      expect(state).toMatchObject({ contractHash: rest.contractHash, terms: { salt: null } });
    });

    const context = { now: day(0), actor: buyer, rules: rulesFor(CURRENT), facts, digest: digestOf, salt: SALT };
  });
});
