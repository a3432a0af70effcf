import { describe, expect, it } from '@jest/globals';
import { position, textAt, type Projection, type RecordedEvent } from '#kernel';
import { balances, type BalanceDoc } from '../../../test/support/bank.js';
import { Fold, keysOf, type Folded } from './fold.js';

const event = (at: number, cents: string): RecordedEvent => ({
  id: `e${at}`,
  stream: 'account-a',
  revision: at,
  position: position(BigInt(at)),
  type: 'account.deposited.v1',
  data: { account: 'a', cents },
  metadata: {} as RecordedEvent['metadata'], // balances does not look at it
});

/** Cannot digest the events with these amounts. */
const choking = (...amounts: string[]): Projection<BalanceDoc> => ({
  ...balances,
  project: (doc, recorded, key) => {
    if (amounts.includes(textAt(recorded.data, 'cents')))
      throw new Error(`chokes on ${textAt(recorded.data, 'cents')}`);
    return balances.project(doc, recorded, key);
  },
});

function foldAll(
  projection: Projection<BalanceDoc>,
  load: Parameters<Fold<BalanceDoc>['load']>,
  events: RecordedEvent[],
): Folded<BalanceDoc> {
  const fold = new Fold(projection);
  fold.load(...load);
  for (const each of keysOf(projection, events)) fold.digest(each);
  return fold.result();
}

describe('folding a batch', () => {
  it('skips what the loaded document holds already, so a sum is not summed twice', () => {
    const stored = { id: 'a', position: position(5n), doc: { cents: 100n, movements: 1 } };
    const { documents } = foldAll(balances, ['a', stored, undefined], [event(4, '7'), event(5, '7'), event(6, '11')]);
    expect(documents).toEqual([{ id: 'a', position: 6n, doc: { cents: 111n, movements: 2 } }]);
  });

  it('writes nothing where nothing was new', () => {
    const stored = { id: 'a', position: position(9n), doc: { cents: 1n, movements: 1 } };
    expect(foldAll(balances, ['a', stored, undefined], [event(4, '7')])).toEqual({ documents: [], parked: [] });
  });

  it('does not raise the dead: a tombstone keeps its position', () => {
    const tombstone = { id: 'a', position: position(9n), doc: null };
    expect(foldAll(balances, ['a', tombstone, undefined], [event(8, '7')]).documents).toEqual([]);
  });

  it('parks the key of an event that cannot be digested, and what follows for it', () => {
    const { documents, parked } = foldAll(
      choking('13'),
      ['a', undefined, undefined],
      [event(1, '1'), event(2, '13'), event(3, '3')],
    );
    expect(documents).toEqual([{ id: 'a', position: 1n, doc: { cents: 1n, movements: 1 } }]);
    expect(parked).toEqual([
      { id: 'a', position: 3n, doc: { key: 'a', first: '2', last: '3', events: 2, error: 'chokes on 13' } },
    ]);
  });

  it('does not list a parked event twice when it is delivered again', () => {
    const waiting = { key: 'a', first: '2', last: '3', events: 2, error: 'chokes on 13' };
    const folded = foldAll(choking('13'), ['a', undefined, waiting], [event(2, '13'), event(3, '3'), event(4, '4')]);
    expect(folded.parked).toEqual([{ id: 'a', position: 4n, doc: { ...waiting, last: '4', events: 3 } }]);
    expect(folded.documents).toEqual([]);
  });

  it('keeps an entry small, however many events wait', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => event(at, '13'));
    const [entry] = foldAll(choking('13'), ['a', undefined, undefined], many).parked;
    expect(entry?.doc).toEqual({ key: 'a', first: '0', last: '999', events: 1_000, error: 'chokes on 13' });
  });

  it('goes on with a key whose document was brought past what was parked, and clears the entry away', () => {
    const waiting = { key: 'a', first: '2', last: '3', events: 2, error: 'was mended' };
    const stored = { id: 'a', position: position(3n), doc: { cents: 5n, movements: 2 } };
    const folded = foldAll(balances, ['a', stored, waiting], [event(4, '4')]);
    expect(folded.documents).toEqual([{ id: 'a', position: 4n, doc: { cents: 9n, movements: 3 } }]);
    expect(folded.parked).toEqual([{ id: 'a', position: 4n, doc: null }]);
  });

  it('parks an event whose own keys cannot be told under its stream', () => {
    const lost: Projection<BalanceDoc> = {
      ...balances,
      keys: () => {
        throw new Error('no account');
      },
      project: () => {
        throw new Error('no account');
      },
    };
    const { parked } = foldAll(lost, ['stream account-a', undefined, undefined], [event(1, '1')]);
    expect(parked).toEqual([
      {
        id: 'stream account-a',
        position: 1n,
        doc: { key: 'stream account-a', first: '1', last: '1', events: 1, error: 'no account' },
      },
    ]);
  });

  it.each([undefined, '', 7, 'half a pair \ud800'])(
    'takes %j for no key, as of an event that another hand wrote',
    (key) => {
      const lost = { ...balances, keys: () => ['a', key as string] };
      const { documents, parked } = foldAll(lost, ['stream account-a', undefined, undefined], [event(1, '1')]);
      expect(documents).toEqual([]);
      expect(parked.map(({ id }) => id)).toEqual(['stream account-a']);
    },
  );
});
