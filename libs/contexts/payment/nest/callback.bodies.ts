import type { MoneyData } from '#kernel';
import { ChoiceField, FlagField, IntegerField, ObjectField, TextField } from '#platform';
import type { ReportKind } from '../index.js';

const KINDS = [
  ...['verifying', 'authorised', 'processing', 'arrived', 'rejected', 'failed', 'expired', 'reversed'],
] as const satisfies readonly ReportKind[];
const PAY_OUT_KINDS = ['submitted', 'succeeded', 'failed'] as const;

/** A word for programs, never what a person wrote. */
const CODE = {
  maxLength: 100,
  pattern: /^[a-z0-9-]{1,100}$/,
  form: 'small letters, digits and dashes',
  format: 'code',
};

class MinorMoneyBody {
  @TextField({
    description: 'Integer minor units: cents.',
    example: '150000',
    maxLength: 20,
    pattern: /^(0|[1-9]\d*)$/,
    form: 'digits, without a leading zero',
  })
  readonly minor!: string;

  @TextField({
    description: 'ISO 4217 code.',
    example: 'USD',
    maxLength: 3,
    pattern: /^[A-Z]{3}$/,
    form: 'three capitals',
  })
  readonly currency!: string;
}

export class PaymentNewsBody {
  @TextField({ description: 'The provider’s name for what it does.', maxLength: 200 })
  readonly transaction!: string;

  @IntegerField({ description: 'Counts up within the transaction; a lower one is old news.', minimum: 0 })
  readonly sequence!: number;

  @ChoiceField(KINDS, { description: 'How far it is.' })
  readonly kind!: ReportKind;

  @ObjectField(MinorMoneyBody, { description: 'What arrived or was reversed.', optional: true })
  readonly amount?: MinorMoneyBody;

  @TextField({ description: 'The account where it arrived.', maxLength: 100, optional: true })
  readonly account?: string;

  @TextField({ ...CODE, description: 'Why it was rejected, failed, expired or reversed.', optional: true })
  readonly reason?: string;
}

export class PayOutNewsBody {
  @TextField({ description: 'The provider’s name for what it does.', maxLength: 200 })
  readonly transaction!: string;

  @IntegerField({ description: 'Counts up within the transaction.', minimum: 0 })
  readonly sequence!: number;

  @ChoiceField(PAY_OUT_KINDS, { description: 'What became of it.' })
  readonly kind!: (typeof PAY_OUT_KINDS)[number];

  @TextField({ ...CODE, description: 'Why it failed.', optional: true })
  readonly reason?: string;

  @FlagField({ description: 'Whether the same destination may take it later.', optional: true })
  readonly retriable?: boolean;
}

export class CallbackBody {
  @TextField({ description: 'The provider’s id of this event: a repeat has the same.', maxLength: 200 })
  readonly eventId!: string;

  @TextField({
    description: 'The key that the provider was asked with. Left out where somebody wrote something else.',
    maxLength: 100,
    pattern: /^[A-Za-z0-9-]{1,100}$/,
    form: 'letters, digits and dashes',
    format: 'key',
    optional: true,
  })
  readonly reference?: string;

  @ObjectField(PaymentNewsBody, { description: 'News of a payment.', optional: true })
  readonly payment?: PaymentNewsBody;

  @ObjectField(PayOutNewsBody, { description: 'News of a pay-out.', optional: true })
  readonly payOut?: PayOutNewsBody;
}

/** The amount as commands carry it: the same, for the provider counts in minor units, too. */
export const amountOf = (amount: MinorMoneyBody | undefined): MoneyData | null =>
  amount === undefined ? null : { minor: amount.minor, currency: amount.currency };
