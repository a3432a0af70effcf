import {
  fromData,
  happened,
  isLess,
  isPositive,
  refuse,
  toData,
  type CoverageType,
  type Currency,
  type Decision,
  type MoneyData,
  type Refusal,
  type Side,
} from '#kernel';
import { netCovered, payable } from '#rules';
import type { AcceptOffer, MakeOffer, OfferMade, RejectOffer } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { phaseAt } from '../phase.js';
import type { Dispute, DisputeFacts, ExistingDispute, Offer } from '../state.js';
import type { DisputePhase, Terms } from '../words.js';
import { authoredBy, notIn, seenBy, sideOf, subjectOf, unknownDispute, type Context, type Decide } from './common.js';

/** Until an arbiter has determined, the parties can agree among themselves, also while the platform looks at it. */
export const isNegotiable = (phase: DisputePhase): boolean =>
  phase === 'awaiting-supplier' || phase === 'negotiating' || phase === 'escalated' || phase === 'under-determination';

export const makeOffer: Decide<MakeOffer> = (seen, command, context) => {
  const { actor, now } = context;
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  const side = sideOf(actor, dispute);
  if (side === null) return refuse('only-the-parties-make-offers');
  const phase = phaseAt(dispute, now);
  if (!isNegotiable(phase)) return notIn(phase);
  const offer = offerMade(dispute, side, command, context);
  return offer.kind === 'refused' ? offer : happened(offer.event);
};

/** A supplier's offer is an answer: the five days are for that. */
export function offerMade(
  dispute: ExistingDispute,
  side: Side,
  { terms, note }: OfferMade,
  { facts, now }: Pick<Context, 'facts' | 'now'>,
): { readonly kind: 'made'; readonly event: DisputeEvent & { type: 'dispute.offer-made.v1' } } | Refusal {
  const { refusal, payable: most } = termsRefused(terms, dispute, facts);
  if (refusal !== null) return refusal;
  const phase = dispute.phase === 'awaiting-supplier' && side === 'supplier' ? 'negotiating' : dispute.phase;
  const offer = (dispute.offer?.number ?? 0) + 1;
  const data = { ...authoredBy(side, dispute), offer, terms, payable: most, note, at: now, phase } as const;
  return { kind: 'made', event: { type: 'dispute.offer-made.v1', data } };
}

/** Nobody is promised more money than the guarantee has for the order at that moment. */
export function termsRefused(
  { kind, amount }: Terms,
  { coverageType, currency }: { readonly coverageType: CoverageType; readonly currency: Currency },
  facts: DisputeFacts,
): { readonly refusal: Refusal | null; readonly payable: MoneyData | null } {
  const no = (code: string, of: Refusal['facts'] = {}) => ({ refusal: refuse(code, of), payable: null });
  if (kind !== 'refund') return amount === null ? { refusal: null, payable: null } : no('amount-without-refund');
  if (amount === null) return no('refund-without-amount');
  if (amount.currency !== currency) return no('currency-mismatch', { expected: currency, stated: amount.currency });
  const offered = fromData(amount);
  if (!isPositive(offered)) return no('amount-not-positive', { amount });
  const { cover = null, order = null } = facts ?? {};
  if (cover === null || order === null) return no('offer-exceeds-cover', { payable: { minor: '0', currency } });
  const most = payable({ ...cover, net: netCovered(coverageType, order.net), determined: offered });
  if (isLess(most, offered)) return no('offer-exceeds-cover', { payable: toData(most) });
  return { refusal: null, payable: toData(most) };
}

export const acceptOffer: Decide<AcceptOffer> = (seen, command, context) => {
  const answer = answering(seen, command, context);
  if (answer.kind === 'refused') return answer;
  const { dispute, side, offer } = answer;
  return settledBy(dispute, side, offer);
};

/** An agreement ends the dispute at once; who determines at the same moment finds it settled. */
export function settledBy(dispute: ExistingDispute, side: Side, offer: Offer): Decision<DisputeEvent> {
  const subject = subjectOf(dispute);
  const { number, terms } = offer;
  return happened(
    { type: 'dispute.offer-accepted.v1', data: { ...subject, side, offer: number } },
    { type: 'dispute.settled.v1', data: { ...subject, offer: number, terms, refund: terms.amount } },
  );
}

export const rejectOffer: Decide<RejectOffer> = (seen, command, context) => {
  const answer = answering(seen, command, context);
  if (answer.kind === 'refused') return answer;
  const { dispute, side, offer } = answer;
  const { reason } = command;
  return happened({
    type: 'dispute.offer-rejected.v1',
    data: { ...authoredBy(side, dispute), offer: offer.number, reason },
  });
};

/** Who answers which offer of which dispute, where he may. */
interface Answering {
  readonly kind: 'answering';
  readonly dispute: ExistingDispute;
  readonly side: Side;
  readonly offer: Offer;
}

function answering(
  seen: Dispute,
  command: AcceptOffer | RejectOffer,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): Answering | Refusal {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  const side = sideOf(actor, dispute);
  if (side === null) return refuse('only-the-parties-answer-offers');
  const phase = phaseAt(dispute, now);
  if (!isNegotiable(phase)) return notIn(phase);
  const standing = standingOffer(dispute, side, command.offer);
  return standing.kind === 'refused' ? standing : { kind: 'answering', dispute, side, offer: standing.offer };
}

/** The offer that this side can answer: the other side's newest, while it stands. */
function standingOffer(
  { offer }: ExistingDispute,
  side: Side,
  number: number,
): { readonly kind: 'standing'; readonly offer: Offer } | Refusal {
  if (offer === null || number < 1 || number > offer.number) return refuse('unknown-offer', { offer: number });
  if (number < offer.number) return refuse('offer-superseded', { newest: offer.number });
  if (offer.side === side) return refuse('only-the-other-side-answers-an-offer');
  return offer.rejected ? refuse('offer-rejected', { offer: number }) : { kind: 'standing', offer };
}
