import { localDate, organisationId, type CoverageType, type LocalDate } from '#kernel';
import {
  ChoiceField,
  IntegerField,
  ListField,
  MoneyBody,
  ObjectField,
  OrganisationField,
  TextField,
  toMoneyData,
} from '#platform';
import type { Contract } from '../index.js';

const MAX_LINES = 500;
const MAX_CHARGES = 50;
const COVERAGE_TYPES = ['pre-shipment', 'post-delivery'] as const satisfies readonly CoverageType[];
const CHARGES = ['shipping', 'tax', 'other'] as const;

export class ContractLineBody {
  @TextField({ description: 'What is bought.', example: 'Cotton shirt, white', maxLength: 300 })
  readonly product!: string;

  @TextField({ description: 'How it has to be.', optional: true, maxLength: 4_000 })
  readonly specification?: string;

  @IntegerField({ description: 'Pieces.', minimum: 1, example: 300 })
  readonly quantity!: number;

  @TextField({
    description: 'In major units; it may have more decimals than the currency.',
    example: '10.00',
    maxLength: 30,
    pattern: /^\d{1,15}(\.\d{1,10})?$/,
    form: 'a decimal number such as "45.5805"',
  })
  readonly unitPrice!: string;

  @ObjectField(MoneyBody, { description: 'Quantity × unit price, rounded half-even.' })
  readonly amount!: MoneyBody;
}

export class ChargeBody {
  @ChoiceField(CHARGES, { description: 'What it is for.' })
  readonly kind!: (typeof CHARGES)[number];

  @ObjectField(MoneyBody, { description: 'How much.' })
  readonly amount!: MoneyBody;
}

/** The end of the day and what is counted from it must have a form, too. */
const LAST_DAY = localDate('8999-12-31');

function dayToShip(text: string): LocalDate {
  const day = localDate(text);
  if (day > LAST_DAY) throw new RangeError(`${text} is no day that anybody will see`);
  return day;
}

/** What buyer and supplier agree on. */
export class ContractBody {
  @OrganisationField({ description: 'The organisation that buys.', example: 'acme-imports' })
  readonly buyer!: string;

  @OrganisationField({ description: 'The supplier’s id.', example: 'lin-textiles' })
  readonly supplier!: string;

  @ListField(ContractLineBody, {
    description: 'Their place in this list, from 1, is the line’s number.',
    minItems: 1,
    maxItems: MAX_LINES,
  })
  readonly lines!: readonly ContractLineBody[];

  @ListField(ChargeBody, {
    description: 'Shipping, tax and the like, where the contract has them.',
    optional: true,
    maxItems: MAX_CHARGES,
  })
  readonly charges?: readonly ChargeBody[];

  @ObjectField(MoneyBody, { description: 'Σ lines + Σ charges.' })
  readonly total!: MoneyBody;

  @ObjectField(MoneyBody, {
    description: 'What is due before the goods are shipped; above 0, at most the total.',
  })
  readonly initialPayment!: MoneyBody;

  @ChoiceField(COVERAGE_TYPES, {
    description: 'Covers the initial payment until shipment, or the whole order until after delivery.',
  })
  readonly coverageType!: CoverageType;

  @TextField({
    description: 'The last day on which goods may leave; it ends at 24:00 UTC.',
    example: '2027-03-31',
    format: 'date',
    maxLength: 10,
    parse: dayToShip,
    form: 'a day of the calendar, such as 2027-03-31',
  })
  readonly shipBy!: string;

  @TextField({ description: 'What quality means in this order.', optional: true, maxLength: 10_000 })
  readonly qualityTerms?: string;

  @ObjectField(MoneyBody, { description: 'The most that the parties want covered.', optional: true })
  readonly agreedCap?: MoneyBody;
}

export class ConfirmationBody {
  @TextField({
    description: 'Of the contract that this side has read, as the status page shows it.',
    pattern: /^[0-9a-f]{64}$/,
    maxLength: 64,
    form: 'a SHA-256 in hexadecimal',
  })
  readonly contractHash!: string;
}

export class CancellationBody {
  @TextField({ description: 'For the other side.', example: 'The goods are not needed any more.', maxLength: 1_000 })
  readonly reason!: string;
}

export class CancellationProposalBody {
  @ObjectField(MoneyBody, { description: 'What of the money that has arrived goes back to the buyer.' })
  readonly amountToReturn!: MoneyBody;

  @TextField({ description: 'For the other side.', example: 'The mill has no cotton.', maxLength: 1_000 })
  readonly reason!: string;
}

export class CancellationAcceptanceBody {
  @ObjectField(MoneyBody, { description: 'Of the proposal that this side has read.' })
  readonly amountToReturn!: MoneyBody;
}

/** The validated body as the domain's contract. */
export function contractOf(body: ContractBody): Contract {
  const {
    buyer,
    supplier,
    lines,
    charges = [],
    total,
    initialPayment,
    coverageType,
    shipBy,
    qualityTerms,
    agreedCap,
  } = body;
  return {
    ...(agreedCap && { agreedCap: toMoneyData(agreedCap) }),
    buyer: organisationId(buyer),
    charges: charges.map(({ kind, amount }) => ({ amount: toMoneyData(amount), kind })),
    coverageType,
    initialPayment: toMoneyData(initialPayment),
    lines: lines.map(({ product, specification, quantity, unitPrice, amount }) => ({
      amount: toMoneyData(amount),
      product,
      quantity,
      ...(specification !== undefined && { specification }),
      unitPrice,
    })),
    ...(qualityTerms !== undefined && { qualityTerms }),
    shipBy: localDate(shipBy),
    supplier: organisationId(supplier),
    total: toMoneyData(total),
  };
}
