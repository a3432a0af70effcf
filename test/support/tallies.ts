import type { Position } from '#kernel';
import type { GuardedWrite, ReadModel } from '#read-store';

/** A read model whose documents all say the same number, so that half a commit shows. */
export interface Tally {
  readonly count: bigint;
  readonly tags: readonly string[];
}

export const TALLIES: ReadModel = {
  name: 'tallies',
  version: 1,
  declaration: { fields: { count: 'bigint' }, arrays: { tags: 'string' }, indexes: [['count']] },
};

export const TALLY_COUNT = 40;

/** What all documents are at a position: every one counts up to it. */
export const documentsAt = (position: Position): readonly GuardedWrite<Tally>[] =>
  Array.from({ length: TALLY_COUNT }, (_, i) => ({
    id: `tally-${i}`,
    position,
    doc: { count: position, tags: ['all', `at-${position}`] },
  }));
