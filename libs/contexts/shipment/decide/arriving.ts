import { actsAs, addDays, happened, keptDocuments, nothing, refuse, type Actor } from '#kernel';
import type { ContestClearance, RecordCustomsClearance, RecordShipmentDelivery, SettleClearance } from '../commands.js';
import type { ClearedBy } from '../events.js';
import { concernedBy, isSent, type Concerned } from '../state.js';
import { isHiddenFrom, notDispatched, unknownShipment, type Decide } from './common.js';

/**
 * Recorded by an operator, who also speaks for the carrier, or by the buyer; the supplier's own record needs a document
 * and may be contested, for it shortens the time in which the buyer can claim [reading].
 */
export const recordClearance: Decide<RecordCustomsClearance> = (shipment, command, { actor, facts, rules, now }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  const concerned = concernedBy(shipment);
  const by = clearedBy(actor, concerned);
  if (by === null) return refuse('only-a-party-or-an-operator-records-a-clearance');
  if (!isSent(shipment)) return notDispatched(shipment);
  if (shipment.clearance !== null) return nothing(); // the first record stands, contested or not
  if (by === 'supplier' && command.document === null) return refuse('document-required');
  const papers = keptDocuments(command.document === null ? [] : [command.document], facts?.documents);
  if (papers.kind === 'refused') return papers;
  const contestBy = by === 'supplier' ? addDays(now, rules.claimWindows.daysAfterCustomsClearance) : null;
  return happened({
    type: 'shipment.customs-cleared.v1',
    data: { ...concerned, by, clearedAt: now, document: papers.documents[0] ?? null, contestBy },
  });
};

function clearedBy(actor: Actor, { buyer, supplier }: Concerned): ClearedBy | null {
  if (actor.role === 'operator') return 'operator';
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  return actsAs(actor, 'supplier', supplier) ? 'supplier' : null;
}

/** For as long as the window that the clearance closes is open: what is closed is not opened again. */
export const contestClearance: Decide<ContestClearance> = (shipment, command, { actor, now }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  const concerned = concernedBy(shipment);
  if (!actsAs(actor, 'buyer', concerned.buyer)) return refuse('only-the-buyer-contests-a-clearance');
  if (!isSent(shipment)) return notDispatched(shipment);
  const { clearance } = shipment;
  if (clearance === null) return refuse('not-cleared');
  if (clearance.contested) return nothing();
  if (clearance.contestBy === null) return refuse('clearance-not-contestable', { by: clearance.by });
  if (now >= clearance.contestBy) return refuse('contest-too-late', { contestBy: clearance.contestBy });
  return happened({ type: 'shipment.clearance-contested.v1', data: { ...concerned, reason: command.reason } });
};

export const settleClearance: Decide<SettleClearance> = (shipment, command, { actor }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  if (actor.role !== 'operator') return refuse('only-an-operator-settles-a-clearance');
  if (!isSent(shipment)) return notDispatched(shipment);
  const { clearance } = shipment;
  if (clearance?.contested !== true) return refuse('clearance-not-contested');
  const concerned = concernedBy(shipment);
  return command.upheld
    ? happened({ type: 'shipment.clearance-upheld.v1', data: { ...concerned, clearedAt: clearance.clearedAt } })
    : happened({ type: 'shipment.clearance-dismissed.v1', data: concerned });
};

/** The supplier's own word or the platform's; it opens no window against the buyer. */
export const recordDelivery: Decide<RecordShipmentDelivery> = (shipment, command, { actor, now }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  const concerned = concernedBy(shipment);
  if (!actsAs(actor, 'supplier', concerned.supplier) && actor.role !== 'operator')
    return refuse('only-the-supplier-or-an-operator-records-a-delivery');
  if (!isSent(shipment)) return notDispatched(shipment);
  if (shipment.phase === 'delivered') return nothing();
  return happened({ type: 'shipment.delivered.v1', data: { ...concerned, deliveredAt: now } });
};
