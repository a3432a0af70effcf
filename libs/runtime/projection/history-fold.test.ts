import { describe, expect, it } from '@jest/globals';
import { position, type RecordedEvent } from '#kernel';
import { balances } from '../../../test/support/bank.js';
import { openReadStore, temporaryFolder } from '../../../test/support/event-store.js';
import { HistoryFold } from './history-fold.js';

const event = (at: number, type: string, data: object) =>
  ({ type, data, position: position(BigInt(at)) }) as unknown as RecordedEvent; // what the projection reads of it

const opened = event(1, 'account.opened.v1', { account: 'ann' });
const deposited = event(2, 'account.deposited.v1', { account: 'ann', cents: '70' });

describe('a fold of the whole history', () => {
  it('finds documents that are not what the events make of them, each time it looks', async () => {
    const readStore = await openReadStore(await temporaryFolder());
    await readStore.ensureLive(balances);
    const live = await readStore.live(balances);
    const store = (at: number, cents: bigint) =>
      live.commit({ documents: [{ id: 'ann', position: position(BigInt(at)), doc: { cents, movements: at - 1 } }] });
    const fold = new HistoryFold([balances]);

    fold.take(opened);
    const first = { model: 'balances', id: 'ann', stored: null, rebuilt: '{"cents":"$n0","movements":0}' };
    expect(await fold.differences(readStore)).toStrictEqual([first]);

    fold.take(deposited);
    await store(2, 70n);
    expect(await fold.differences(readStore)).toStrictEqual([]);

    fold.take(deposited);
    await store(3, 140n);
    await store(4, 141n);
    expect(await fold.differences(readStore)).toMatchObject([
      { stored: '{"cents":"$n141","movements":3}', rebuilt: '{"cents":"$n140","movements":2}' },
    ]);
  });
});
