import { describe, expect, it } from '@jest/globals';
import { documentId, FORGOTTEN, orderId, organisationId, type Actor } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, operator, supplier, thirdParties } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import {
  custody,
  keptFor,
  storedDocument,
  type CustodyCommand,
  type CustodyEvent,
  type StoreDocument,
} from './index.js';

const given = givenOf(custody);
const DOCUMENT = documentId(uuid('d', 1));
const facts = { order: { buyer: BUYER, supplier: SUPPLIER } };
const content = {
  purpose: 'evidence',
  sha256: 'ab'.repeat(32),
  size: 2_048,
  mediaType: 'image/png',
  fileName: 'seams.png',
} as const;

const store: StoreDocument = { type: 'store-document', documentId: DOCUMENT, about: { orderId: ORDER }, ...content };
const parties = { documentId: DOCUMENT, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, sha256: content.sha256 };
const storedBy = ({ organisation }: Actor, uploadedAs: 'buyer' | 'supplier' | 'operator'): CustodyEvent => ({
  type: 'custody.stored.v1',
  data: { ...parties, ...content, uploader: organisationId(organisation), uploadedAs, storedAt: day(0) },
});
const stored = storedBy(buyer, 'buyer');
const accessed: CustodyEvent = { type: 'custody.accessed.v1', data: { ...parties, kind: 'download' } };

const histories = { unknown: [], stored: [stored], accessed: [stored, accessed] } as const;
const commands = {
  'store-document': store,
  'record-access': { type: 'record-access', documentId: DOCUMENT, kind: 'download' },
} as const satisfies { readonly [T in CustodyCommand['type']]: CustodyCommand & { type: T } };
const matrix: Matrix<CustodyCommand['type'], keyof typeof histories, CustodyEvent> = {
  'store-document': { unknown: yes(stored), stored: same, accessed: same },
  'record-access': {
    unknown: no('unknown-document', { documentId: DOCUMENT }),
    stored: yes(accessed),
    accessed: yes(accessed), // each look is one of its own
  },
};

describe('custody: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(custody, matrix, histories, { none: true, stored: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: buyer, facts });
    expect(decision).toStrictEqual(answer);
  });
});

describe('custody: storing', () => {
  it('is for the parties and the operators; to a third party there is no order', () => {
    const answers = new Map<Actor, unknown>([
      [buyer, yes(stored)],
      [supplier, yes(storedBy(supplier, 'supplier'))],
      [operator, yes(storedBy(operator, 'operator'))],
      ...thirdParties.map((actor) => [actor, no('unknown-order', { orderId: ORDER })] as const),
    ]);
    for (const actor of everybody)
      expect(given().when(store, { by: actor, facts }).decision).toStrictEqual(
        answers.get(actor) ?? no('only-a-party-or-an-operator-stores-a-document'),
      );
  });

  it('needs the order', () => {
    for (const none of [{ order: null }, undefined])
      given()
        .when(store, { by: operator, ...(none && { facts: none }) })
        .thenRefused('unknown-order', { orderId: ORDER });
  });

  it('is possible for two who have no order yet, by one of them', () => {
    const early: StoreDocument = { ...store, purpose: 'contract', about: { buyer: BUYER, supplier: SUPPLIER } };
    const data = { ...parties, ...content, purpose: 'contract', orderId: null, uploader: SUPPLIER } as const;
    const fact: CustodyEvent = {
      type: 'custody.stored.v1',
      data: { ...data, uploadedAs: 'supplier', storedAt: day(0) },
    };
    given().when(early, { by: supplier }).then(fact);
    given(fact).when(early, { by: supplier }).thenNothing();
    for (const by of thirdParties)
      given().when(early, { by }).thenRefused('only-a-party-or-an-operator-stores-a-document');
    given()
      .when({ ...early, about: { buyer: BUYER, supplier: organisationId(BUYER) } }, { by: buyer })
      .thenRefused('parties-not-distinct', { organisation: BUYER });
  });

  it.each<[string, Partial<StoreDocument>]>([
    ['content', { sha256: 'cd'.repeat(32) }],
    ['size', { size: 2_049 }],
    ['purpose', { purpose: 'contract' }],
    ['type', { mediaType: 'image/jpeg' }],
    ['name', { fileName: 'seams-2.png' }],
    ['parties', { about: { buyer: BUYER, supplier: SUPPLIER } }],
  ])('again with another %s is a conflict', (_, changes) => {
    given(stored)
      .when({ ...store, ...changes }, { by: buyer, facts })
      .thenRefused('document-already-stored', { documentId: DOCUMENT });
  });

  it('takes nothing empty', () => {
    given()
      .when({ ...store, size: 0 }, { by: buyer, facts })
      .thenRefused('document-empty');
  });
});

describe('custody: access', () => {
  it('is for both sides and the platform’s people; to a third party there is no document', () => {
    for (const actor of everybody) {
      const { decision } = given(stored).when(commands['record-access'], { by: actor });
      const isStaff = ['operator', 'arbiter', 'analyst', 'auditor'].includes(actor.role);
      if (actor === buyer || actor === supplier || isStaff) expect(decision).toStrictEqual(yes(accessed));
      else if (thirdParties.includes(actor))
        expect(decision).toStrictEqual(no('unknown-document', { documentId: DOCUMENT }));
      else expect(decision).toStrictEqual(no('only-a-party-or-the-platform-sees-a-document'));
    }
  });
});

describe('custody: what others may know', () => {
  it('is everything but the name of the file', () => {
    expect(storedDocument(custody.initialState)).toBeNull();
    const forgotten = { ...stored.data, fileName: FORGOTTEN } as typeof stored.data;
    const state = custody.evolve(custody.initialState, { type: 'custody.stored.v1', data: forgotten } as CustodyEvent);
    const { purpose, size, mediaType } = content;
    expect(storedDocument(state)).toStrictEqual({
      ...parties,
      ...{ purpose, size, mediaType },
      ...{ by: BUYER, uploadedAs: 'buyer', storedAt: day(0) },
    });
  });
});

describe('custody: a document that somebody relies on', () => {
  it('is kept for his order and his purpose, or it is not there', () => {
    const kept = foldOf(custody, custody.initialState, [stored]);
    const place = { orderId: ORDER, purpose: 'evidence' } as const;
    expect(keptFor(kept, place)).toStrictEqual({ documentId: DOCUMENT, sha256: content.sha256 });
    expect(keptFor(kept, { ...place, purpose: 'shipment' })).toBeNull();
    expect(keptFor(kept, { ...place, orderId: orderId(uuid('a', 9)) })).toBeNull();
    expect(keptFor(custody.initialState, place)).toBeNull();
  });
});
