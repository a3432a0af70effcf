import type { DocumentId, ShipmentId } from '#kernel';
import {
  ChoiceField,
  ChoiceListField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyBody,
  ObjectField,
  TextField,
  toMoneyData,
} from '#platform';
import type { ClaimReason, DetermineDispute, OfferMade, ResponseKind, Terms } from '../index.js';

type Verdict = Omit<DetermineDispute, 'type' | 'disputeId'>;

const REASONS = [
  'not-shipped',
  'late-shipment',
  'quality',
  'quantity',
  'not-as-described',
] as const satisfies readonly ClaimReason[];
const RESPONSES = ['accept', 'counter', 'contest'] as const satisfies readonly ResponseKind[];
const KINDS = ['refund', 'reship', 'other'] as const satisfies readonly Terms['kind'][];
const MAX_WORDS = 10_000;
const MAX_BATCHES = 100;
const MAX_DOCUMENTS = 50;

export class TermsBody {
  @ChoiceField(KINDS, { description: 'Money back, the goods sent again, or something else that the note says.' })
  readonly kind!: Terms['kind'];

  @ObjectField(MoneyBody, { description: 'How much, where it is money.', optional: true })
  readonly amount?: MoneyBody;
}

export class OfferBody extends TermsBody {
  @TextField({ description: 'What the other side should know of it.', maxLength: MAX_WORDS, optional: true })
  readonly note?: string;
}

export class DisputeBody {
  @ChoiceListField(REASONS, { description: 'What is wrong.', minItems: 1 })
  readonly reasons!: readonly ClaimReason[];

  @IdListField({
    description: 'The batches that it is about; none for what has not left.',
    maxItems: MAX_BATCHES,
    optional: true,
  })
  readonly batches?: readonly ShipmentId[];

  @TextField({ description: 'The buyer’s own words.', maxLength: MAX_WORDS })
  readonly statement!: string;

  @ObjectField(TermsBody, { description: 'What would settle it for the buyer: his first offer.', optional: true })
  readonly demand?: TermsBody;
}

export class ResponseBody {
  @ChoiceField(RESPONSES, {
    description: 'Accept what the buyer offers, counter with an offer, or say that the claim is not right.',
  })
  readonly kind!: ResponseKind;

  @TextField({ description: 'The supplier’s own words.', maxLength: MAX_WORDS, optional: true })
  readonly statement?: string;

  @ObjectField(OfferBody, { description: 'The offer of a counter.', optional: true })
  readonly offer?: OfferBody;
}

export class AcceptanceBody {
  @IntegerField({ description: 'The number of the offer.', minimum: 1 })
  readonly offer!: number;
}

export class RejectionBody extends AcceptanceBody {
  @TextField({ description: 'Why.', maxLength: MAX_WORDS, optional: true })
  readonly reason?: string;
}

export class EvidenceBody {
  @IdField({ description: 'Of a document that the side has stored for this order.' })
  readonly documentId!: DocumentId;
}

export class EvidenceIdBody {
  @TextField({ description: 'Of a submitted document; or `claim`, or `response`.', maxLength: 36 })
  readonly id!: string;
}

export class VerdictBody {
  @ChoiceField(['supplier', 'buyer', 'none'], { description: 'With whom the fault is.' })
  readonly fault!: 'supplier' | 'buyer' | 'none';

  @ObjectField(MoneyBody, {
    description:
      'What the buyer gets back; by default the full cover where the supplier is at fault, and nothing otherwise.',
    optional: true,
  })
  readonly amount?: MoneyBody;

  @TextField({ description: 'Why.', maxLength: MAX_WORDS })
  readonly reasons!: string;

  @ListField(EvidenceIdBody, { description: 'What it relies on.', maxItems: MAX_DOCUMENTS })
  readonly evidence!: readonly EvidenceIdBody[];

  @ChoiceField(['keep', 'return'], { description: 'What happens to the goods; the refund never waits for them.' })
  readonly goods!: 'keep' | 'return';

  @ChoiceField(['continues', 'ends'], { description: 'What happens to the order.' })
  readonly order!: 'continues' | 'ends';
}

export class AppealBody {
  @TextField({ description: 'What is to be looked at once more, and why.', maxLength: MAX_WORDS })
  readonly statement!: string;

  @IdListField({ description: 'New evidence: documents stored for this order.', minItems: 1, maxItems: MAX_DOCUMENTS })
  readonly documents!: readonly DocumentId[];
}

export class WithdrawalBody {
  @TextField({ description: 'Why.', maxLength: MAX_WORDS, optional: true })
  readonly reason?: string;
}

export const termsOf = ({ kind, amount }: TermsBody): Terms => ({
  kind,
  amount: amount === undefined ? null : toMoneyData(amount),
});

export const offerOf = (body: OfferBody): OfferMade => ({ terms: termsOf(body), note: body.note ?? null });

export const verdictOf = ({ fault, amount, reasons, evidence, goods, order }: VerdictBody): Verdict => ({
  fault,
  amount: amount === undefined ? null : toMoneyData(amount),
  reasons,
  evidence: evidence.map(({ id }) => id),
  goods,
  order,
});
