import { disputeId, orderOfDispute, type DisputeId, type DocumentId, type OrderId } from '#kernel';
import { coverage, coverOf } from '#contexts/coverage';
import { custody, storedDocument } from '#contexts/custody';
import { disputableOrder, ordering, type DisputableOrder } from '#contexts/ordering';
import { clearanceOf, shipment } from '#contexts/shipment';
import { loadEach, type FactsFor, type Pipeline } from '#platform';
import type {
  AppealDetermination,
  ClaimedOrder,
  DetermineDispute,
  DisputeFacts,
  EarlierDispute,
  KeptDocument,
  MakeOffer,
  OpenDispute,
  RespondToDispute,
  SubmitEvidence,
} from '../index.js';
import { dispute } from '../index.js';

type Money = Pick<Exclude<DisputeFacts, undefined>, 'order' | 'cover'>;

/** The order with its windows' measures, its cover, and what was disputed of it before; each from the leader of its stream. */
export const claimFacts: FactsFor<OpenDispute, DisputeFacts> = async (pipeline, { orderId, number }) => ({
  ...(await moneyOf(pipeline, orderId)),
  previous: await earlierThan(pipeline, orderId, number),
});

/** What money there is to be promised. */
export const moneyFacts: FactsFor<MakeOffer | RespondToDispute | DetermineDispute, DisputeFacts> = (
  pipeline,
  { disputeId: id },
) => moneyOf(pipeline, orderOfDispute(id));

/** The documents, as far as they were taken into custody for this order. */
export const submittedDocument: FactsFor<SubmitEvidence, DisputeFacts> = async (
  pipeline,
  { disputeId: id, documentId },
) => ({ documents: await kept(pipeline, id, [documentId]) });

export const appealDocuments: FactsFor<AppealDetermination, DisputeFacts> = async (
  pipeline,
  { disputeId: id, documents },
) => ({ documents: await kept(pipeline, id, documents) });

async function moneyOf(pipeline: Pipeline, orderId: OrderId): Promise<Money> {
  const { state } = await pipeline.load(ordering, orderId);
  const order = disputableOrder(state);
  if (order === null) return { order: null, cover: null };
  const { state: line } = await pipeline.load(coverage, order.supplier);
  return { order: await claimed(pipeline, order), cover: coverOf(line, orderId) };
}

/** With each batch comes when customs let it go, from the leader of its own stream. */
async function claimed(pipeline: Pipeline, order: DisputableOrder): Promise<ClaimedOrder> {
  const batches = order.batches.map(async ({ shipmentId, dispatchedAt }) => {
    const { state } = await pipeline.load(shipment, shipmentId);
    return { shipmentId, dispatchedAt, clearedAt: clearanceOf(state) };
  });
  return { ...order, batches: await Promise.all(batches) };
}

async function earlierThan(pipeline: Pipeline, orderId: OrderId, number: number): Promise<readonly EarlierDispute[]> {
  const earlier: EarlierDispute[] = [];
  for (let n = 1; n < number; n++) {
    const { state } = await pipeline.load(dispute, disputeId(`${orderId}-${n}`));
    if (state.phase === 'none') break;
    earlier.push({ disputeId: state.id, phase: state.phase, respondBy: state.respondBy, claims: state.claims });
  }
  return earlier;
}

async function kept(
  pipeline: Pipeline,
  id: DisputeId,
  documents: readonly DocumentId[],
): Promise<readonly KeptDocument[]> {
  const orderId = orderOfDispute(id);
  const stored = await loadEach(pipeline, custody, documents, storedDocument);
  return stored.flatMap((document) => (document?.orderId === orderId ? [document] : []));
}
