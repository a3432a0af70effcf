import {
  actsAs,
  isThirdParty,
  refuse,
  type Actor,
  type DecisionContext,
  type OrganisationId,
  type Refusal,
  type Rule,
  type Side,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { DisputeCommand } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import type { Dispute, DisputeFacts, ExistingDispute } from '../state.js';
import type { DisputePhase } from '../words.js';

export type Context = DecisionContext<RuleSet, DisputeFacts>;
export type Decide<C extends DisputeCommand> = Rule<Dispute, C, DisputeEvent, Context>;

/** Whoever is not in the order may not learn that it is disputed. */
export const isHiddenFrom = (dispute: Dispute, actor: Actor): boolean =>
  dispute.phase !== 'none' && isThirdParty(actor, dispute);

/** The dispute, if there is one for the actor. */
export const seenBy = (dispute: Dispute, actor: Actor): ExistingDispute | null =>
  dispute.phase === 'none' || isHiddenFrom(dispute, actor) ? null : dispute;

export const unknownDispute = ({ disputeId }: DisputeCommand): Refusal => refuse('unknown-dispute', { disputeId });

/** The side that the actor acts for; null for everybody else. */
export function sideOf(actor: Actor, { buyer, supplier }: Pick<ExistingDispute, 'buyer' | 'supplier'>): Side | null {
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  return actsAs(actor, 'supplier', supplier) ? 'supplier' : null;
}

/** Why a dispute cannot do something where it stands: the code names the phase. */
export const notIn = (phase: DisputePhase): Refusal => refuse(`dispute-${phase}`);

type Subject = Pick<DisputeEvent['data'], 'disputeId' | 'orderId' | 'buyer' | 'supplier'>;

/** What every event says about the dispute that it is of. */
export const subjectOf = ({ id, orderId, buyer, supplier }: ExistingDispute): Subject => ({
  disputeId: id,
  orderId,
  buyer,
  supplier,
});

/** The same for a party's own words. */
export const authoredBy = (
  side: Side,
  dispute: ExistingDispute,
): Subject & { readonly side: Side; readonly author: OrganisationId } => ({
  ...subjectOf(dispute),
  side,
  author: organisationOf(side, dispute),
});

export const organisationOf = (side: Side, { buyer, supplier }: ExistingDispute): OrganisationId =>
  side === 'buyer' ? buyer : supplier;
