import {
  actsAs,
  decideBy,
  happened,
  isThirdParty,
  keptDocuments,
  nothing,
  refuse,
  type Actor,
  type DecisionContext,
  type DocumentId,
  type DocumentReference,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { AnswerQualityCheck, QualityCheckCommand, RequestQualityCheck, WithdrawQualityCheck } from './commands.js';
import type { QualityCheckEvent } from './events.js';
import type { Answered, Asked, CheckableOrder, QualityCheck, QualityCheckFacts } from './state.js';

type Context = DecisionContext<RuleSet, QualityCheckFacts>;
type Decide<C extends QualityCheckCommand> = Rule<QualityCheck, C, QualityCheckEvent, Context>;

/** Whoever is not in the order may not learn that anything was asked. */
export const isHiddenFrom = (check: QualityCheck, actor: Actor): boolean =>
  check.phase !== 'none' && isThirdParty(actor, check.concerned);

const request: Decide<RequestQualityCheck> = (check, command, { actor, facts, now }) => {
  const { checkId, orderId, kinds, note } = command;
  if (check.phase !== 'none') {
    if (isHiddenFrom(check, actor)) return refuse('unknown-order', { orderId });
    if (!actsAs(actor, 'buyer', check.concerned.buyer)) return refuse('only-the-buyer-requests-a-check');
    const same = check.concerned.orderId === orderId && asksTheSame(check.asked, command);
    return same ? nothing() : refuse('check-already-requested', { checkId });
  }
  const order = facts?.order ?? null;
  if (order === null || isThirdParty(actor, order)) return refuse('unknown-order', { orderId });
  const { buyer, supplier, phase } = order;
  if (!actsAs(actor, 'buyer', buyer)) return refuse('only-the-buyer-requests-a-check');
  const refusal = nothingToCheck(order);
  if (refusal !== undefined) return refusal;
  if (kinds.length === 0) return refuse('nothing-asked-for');
  return happened({
    type: 'quality-check.requested.v1',
    data: { checkId, orderId, buyer, supplier, kinds, note, requestedAt: now, phase },
  });
};

/** The contract has to bind, and some of the goods have to be with the supplier still. */
function nothingToCheck({ phase, undispatched }: CheckableOrder): Refusal | undefined {
  if (phase !== 'confirmed' && phase !== 'in-performance') return refuse('nothing-to-check', { phase });
  return undispatched.length === 0 ? refuse('all-dispatched') : undefined;
}

const answer: Decide<AnswerQualityCheck> = (check, command, { actor, facts, now }) => {
  const { checkId, documents: named, note } = command;
  if (check.phase === 'none' || isHiddenFrom(check, actor)) return refuse('unknown-check', { checkId });
  if (!actsAs(actor, 'supplier', check.concerned.supplier)) return refuse('only-the-supplier-answers-a-check');
  if (check.phase === 'answered')
    return answersTheSame(check.answered, command) ? nothing() : refuse('check-already-answered', { checkId });
  if (check.phase === 'withdrawn') return refuse('check-withdrawn', { checkId });
  if (named.length === 0) return refuse('document-required');
  const shown = keptDocuments(named, facts?.documents);
  if (shown.kind === 'refused') return shown;
  return happened({
    type: 'quality-check.answered.v1',
    data: { ...check.concerned, documents: shown.documents, note, answeredAt: now },
  });
};

const withdraw: Decide<WithdrawQualityCheck> = (check, { checkId }, { actor }) => {
  if (check.phase === 'none' || isHiddenFrom(check, actor)) return refuse('unknown-check', { checkId });
  if (!actsAs(actor, 'buyer', check.concerned.buyer)) return refuse('only-the-buyer-withdraws-a-check');
  if (check.phase === 'withdrawn') return nothing();
  if (check.phase === 'answered') return refuse('check-already-answered', { checkId });
  return happened({ type: 'quality-check.withdrawn.v1', data: check.concerned });
};

const asksTheSame = (asked: Asked, { kinds, note }: RequestQualityCheck): boolean =>
  asked.note === note && asked.kinds.length === kinds.length && asked.kinds.every((kind, at) => kind === kinds[at]);

const answersTheSame = (answered: Answered, { documents, note }: AnswerQualityCheck): boolean =>
  answered.note === note && sameDocuments(answered.documents, documents);

const sameDocuments = (kept: readonly DocumentReference[], named: readonly DocumentId[]): boolean =>
  kept.length === named.length && kept.every(({ documentId }, at) => documentId === named[at]);

export const decide = decideBy<QualityCheck, QualityCheckCommand, QualityCheckEvent, Context>({
  'request-quality-check': request,
  'answer-quality-check': answer,
  'withdraw-quality-check': withdraw,
});
