import { actsAs, happened, refuse, type Decision } from '#kernel';
import type { RespondToDispute } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { phaseAt } from '../phase.js';
import type { ExistingDispute } from '../state.js';
import { authoredBy, notIn, seenBy, unknownDispute, type Context, type Decide } from './common.js';
import { offerMade, settledBy } from './offers.js';

/** After an escalation the answer is kept as evidence, and de-escalates nothing. */
export const respondToDispute: Decide<RespondToDispute> = (seen, command, context) => {
  const { actor, now } = context;
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  if (!actsAs(actor, 'supplier', dispute.supplier)) return refuse('only-the-supplier-responds');
  const phase = phaseAt(dispute, now);
  if (phase !== 'awaiting-supplier' && phase !== 'negotiating' && phase !== 'escalated') return notIn(phase);
  if (dispute.hasResponse) return refuse('already-responded');
  return answered(dispute, command, context);
};

function answered(
  dispute: ExistingDispute,
  { kind, statement, offer }: RespondToDispute,
  context: Pick<Context, 'facts' | 'now'>,
): Decision<DisputeEvent> {
  const phase = dispute.phase === 'awaiting-supplier' ? 'negotiating' : dispute.phase;
  const response = {
    type: 'dispute.responded.v1',
    data: { ...authoredBy('supplier', dispute), kind, statement, at: context.now, phase },
  } as const;
  switch (kind) {
    case 'accept': {
      if (offer !== null) return refuse('offer-only-with-a-counter');
      const standing = dispute.offer;
      if (standing?.side !== 'buyer' || standing.rejected) return refuse('no-offer-to-accept');
      const settled = settledBy(dispute, 'supplier', standing);
      return settled.kind === 'happened' ? happened<DisputeEvent>(response, ...settled.events) : settled;
    }
    case 'counter': {
      if (offer === null) return refuse('no-counter-offer');
      const made = offerMade(dispute, 'supplier', offer, context);
      if (made.kind === 'refused') return made;
      return happened<DisputeEvent>(response, { ...made.event, data: { ...made.event.data, phase } });
    }
    case 'contest':
      return offer === null ? happened(response) : refuse('offer-only-with-a-counter');
  }
}
