import { fromData, isPositive, on, textAt, type EventMetadata, type Projection, type StoredForm } from '#kernel';
import type { RecourseEvent } from '#contexts/recourse';
import type { RecourseClaimDoc } from './doc.js';

/** Every claim by its id; found by who owes it, by its supplier, by its order, and by where it stands. */
export const recourseClaims: Projection<RecourseClaimDoc> = {
  name: 'recourse-claims',
  version: 1,
  declaration: {
    fields: {
      ...{ debtor: 'string', against: 'string', supplier: 'string' },
      ...{ orderId: 'string', state: 'string', claimedAt: 'string' },
    },
    indexes: [
      ['claimedAt'],
      ['debtor', 'against', 'claimedAt'],
      ['supplier', 'claimedAt'],
      ['orderId', 'claimedAt'],
      ['state', 'claimedAt'],
    ],
  },
  keys: ({ data }) => [textAt(data, 'recourseId')],

  ...on<RecourseClaimDoc, RecourseEvent>({
    'recourse.claimed.v1': (doc, { data, metadata: { recordedAt } }) => {
      const { recourseId, orderId, buyer, supplier, against, debtor, basis, disputeId, refundId, paymentId } = data;
      return {
        ...{ recourseId, orderId, buyer, supplier, against, debtor },
        ...{ basis, disputeId, refundId, paymentId },
        // More may be claimed under one id: of payments of one order that are taken back one after the other.
        ...standing(data, 'claimed'),
        writtenOffBecause: null,
        claimedAt: doc?.claimedAt ?? recordedAt,
        updatedAt: recordedAt,
      };
    },
    'recourse.recovered.v1': (doc, { data, metadata }) => moved(doc, metadata, standing(data, 'recovered')),
    'recourse.written-off.v1': (doc, { data, metadata }) =>
      moved(doc, metadata, { ...standing(data, 'written-off'), writtenOffBecause: data.reason }),
  }),
};

type Figures = Pick<StoredForm<RecourseEvent>['data'], 'claimed' | 'recovered' | 'outstanding'>;

/** Every event says how the claim stands after it. @param end what it has come to when nothing is outstanding. */
function standing(figures: Figures, end: RecourseClaimDoc['state']) {
  const [claimed, recovered] = [fromData(figures.claimed), fromData(figures.recovered)];
  const outstanding = fromData(figures.outstanding);
  return { claimed, recovered, outstanding, state: isPositive(outstanding) ? ('claimed' as const) : end };
}

/** Nothing is recovered before it was claimed: a history that says so is broken, and its key is parked. */
function moved(
  doc: RecourseClaimDoc | null,
  { recordedAt }: Pick<EventMetadata, 'recordedAt'>,
  changes: Partial<RecourseClaimDoc>,
): RecourseClaimDoc {
  if (doc === null) throw new TypeError('There is no claim');
  return { ...doc, ...changes, updatedAt: recordedAt };
}
