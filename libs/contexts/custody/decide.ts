import {
  actsAs,
  decideBy,
  happened,
  isThirdParty,
  nothing,
  organisationId,
  refuse,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { CustodyCommand, RecordAccess, StoreDocument } from './commands.js';
import type { CustodyEvent } from './events.js';
import type { Custody, CustodyFacts, Document, DocumentedOrder } from './state.js';

type Context = DecisionContext<RuleSet, CustodyFacts>;
type Decide<C extends CustodyCommand> = Rule<Custody, C, CustodyEvent, Context>;

/** Whoever is not in it may not learn that there is such a document. */
export const isHiddenFrom = (custody: Custody, actor: Actor): boolean =>
  custody.phase !== 'none' && isThirdParty(actor, custody.document);

/**
 * Why somebody may not store documents for an order, or for these two; undefined when he may. Whoever takes the content in asks
 * before the first byte.
 */
export function notHisToStore(
  about: StoreDocument['about'],
  order: DocumentedOrder | null,
  actor: Actor,
): Refusal | undefined {
  if ('orderId' in about && (order === null || isThirdParty(actor, order)))
    return refuse('unknown-order', { orderId: about.orderId });
  const parties = 'orderId' in about ? order : about;
  return parties === null || uploaderAs(actor, parties) === null
    ? refuse('only-a-party-or-an-operator-stores-a-document')
    : undefined;
}

function uploaderAs(actor: Actor, { buyer, supplier }: DocumentedOrder): Document['uploadedAs'] | null {
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  if (actsAs(actor, 'supplier', supplier)) return 'supplier';
  return actor.role === 'operator' ? 'operator' : null;
}

const store: Decide<StoreDocument> = (custody, command, { actor, facts, now }) => {
  const { documentId, about, purpose, sha256, size, mediaType, fileName } = command;
  const order = facts?.order ?? null;
  const refusal = notHisToStore(about, order, actor);
  if (refusal !== undefined) return refusal;
  if (custody.phase === 'stored')
    return saysTheSame(custody.document, command) ? nothing() : refuse('document-already-stored', { documentId });
  const [orderId, parties] = 'orderId' in about ? [about.orderId, order] : [null, about];
  const uploadedAs = parties && uploaderAs(actor, parties);
  if (parties === null || uploadedAs === null) return refuse('only-a-party-or-an-operator-stores-a-document');
  const { buyer, supplier } = parties;
  if (buyer === supplier) return refuse('parties-not-distinct', { organisation: buyer });
  if (!Number.isSafeInteger(size) || size < 1) return refuse('document-empty');
  const content = { purpose, sha256, size, mediaType, fileName };
  const by = { uploader: organisationId(actor.organisation), uploadedAs, storedAt: now };
  return happened({ type: 'custody.stored.v1', data: { documentId, orderId, buyer, supplier, ...content, ...by } });
};

/** Both sides see what concerns their order, whoever stored it; the platform's people see all. Each look is recorded before it. */
const recordAccess: Decide<RecordAccess> = (custody, { documentId, kind }, { actor }) => {
  if (custody.phase === 'none' || isHiddenFrom(custody, actor)) return refuse('unknown-document', { documentId });
  const { orderId, buyer, supplier, sha256 } = custody.document;
  if (!maySee(actor, { buyer, supplier })) return refuse('only-a-party-or-the-platform-sees-a-document');
  return happened({ type: 'custody.accessed.v1', data: { documentId, orderId, buyer, supplier, sha256, kind } });
};

function maySee(actor: Actor, { buyer, supplier }: DocumentedOrder): boolean {
  switch (actor.role) {
    case 'buyer':
      return actor.organisation === buyer;
    case 'supplier':
      return actor.organisation === supplier;
    case 'operator':
    case 'arbiter':
    case 'analyst':
    case 'auditor':
      return true;
    case 'system':
      return false;
  }
}

const saysTheSame = (
  document: Document,
  { about, purpose, sha256, size, mediaType, fileName }: StoreDocument,
): boolean =>
  ('orderId' in about
    ? document.orderId === about.orderId
    : document.orderId === null && document.buyer === about.buyer && document.supplier === about.supplier) &&
  document.purpose === purpose &&
  document.sha256 === sha256 &&
  document.size === size &&
  document.mediaType === mediaType &&
  document.fileName === fileName;

export const decide = decideBy<Custody, CustodyCommand, CustodyEvent, Context>({
  'store-document': store,
  'record-access': recordAccess,
});
