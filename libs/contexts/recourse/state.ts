import {
  recourseId,
  subtract,
  toData,
  type DisputeId,
  type Money,
  type OrderId,
  type OrganisationId,
  type RecourseId,
  type RefundId,
  type Side,
} from '#kernel';
import type { RecourseEvent } from './events.js';

export interface Claim {
  readonly id: RecourseId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly against: Side;
  /** In all; what the payments of one order, taken back one after the other, come to. */
  readonly claimed: Money;
  readonly recovered: Money;
  readonly writtenOff: Money;
}

export type Recourse =
  { readonly phase: 'none' } | (Claim & { readonly phase: 'claimed' | 'recovered' | 'written-off' });

/** What `open-double-recovery-claim` must know; null where there is no such order or nothing was refunded. */
export type RecourseFacts =
  | {
      readonly order: {
        readonly buyer: OrganisationId;
        readonly supplier: OrganisationId;
        /** What of the covered payments is still there. */
        readonly net: Money;
        /** Σ refunds. */
        readonly refunded: Money;
        /** Σ of what appeals have found to be too much of them; it is claimed from the buyer, whatever has come of that. */
        readonly excess: Money;
        /** The open dispute, which may still change what the buyer is to keep. */
        readonly openDispute: DisputeId | null;
      } | null;
    }
  | undefined;

/** The claim on the buyer for what an appeal found to be too much of a refund. */
export const excessOf = (refund: RefundId): RecourseId => recourseId(`${refund}-excess`);

export const claimedOf = (recourse: Recourse): Money | null => (recourse.phase === 'none' ? null : recourse.claimed);

export const outstandingOf = ({ claimed, recovered, writtenOff }: Claim): Money =>
  subtract(subtract(claimed, recovered), writtenOff);

type Subject = Omit<Extract<RecourseEvent, { type: 'recourse.recovered.v1' }>['data'], 'amount'>;

/** What every event says of a claim, as it stands after it. */
export const subjectOf = (claim: Claim): Subject => {
  const { id: recourseId, orderId, buyer, supplier, against, claimed, recovered } = claim;
  const amounts = { claimed: toData(claimed), recovered: toData(recovered), outstanding: toData(outstandingOf(claim)) };
  const debtor = against === 'buyer' ? buyer : supplier;
  return { recourseId, orderId, buyer, supplier, against, debtor, ...amounts };
};
