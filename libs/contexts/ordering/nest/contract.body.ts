import { documentId, localDate, organisationId, type CoverageType, type LocalDate } from '#kernel';
import {
  ChoiceField,
  IdField,
  IntegerField,
  ListField,
  MoneyBody,
  ObjectField,
  OrganisationField,
  TextField,
  toMoneyData,
} from '#platform';
import type { Contract, Origin } from '../index.js';
import { SHA_256, SHA_256_FORM } from './sha-256.js';

const MAX_LINES = 500;
const MAX_CHARGES = 50;
const MAX_DOCUMENTS = 50;
const COVERAGE_TYPES = ['pre-shipment', 'post-delivery'] as const satisfies readonly CoverageType[];
const CHARGES = ['shipping', 'tax', 'other'] as const;
const ORIGINS = ['product-page', 'quotation', 'mini-site', 'offline'] as const satisfies readonly Origin['kind'][];

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

export class ContractDocumentBody {
  @TextField({
    description: 'Under which it is kept.',
    format: 'uuid',
    maxLength: 36,
    parse: documentId,
    form: 'a UUID in lower case',
  })
  readonly documentId!: string;

  @TextField({ description: 'Of its content.', pattern: SHA_256, maxLength: 64, form: SHA_256_FORM })
  readonly sha256!: string;
}

export class ConsigneeBody {
  @TextField({ description: 'Who receives the goods.', example: 'Ann Lee', maxLength: 200 })
  readonly name!: string;

  @TextField({ description: 'Where.', example: '12 Dock Road, Oakland, CA 94607, USA', maxLength: 500 })
  readonly address!: string;

  @TextField({ description: 'How he is reached.', example: '+1 510 555 0100', maxLength: 200 })
  readonly contact!: string;
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
    description: 'The last day on which goods may leave; it ends at 24:00 in `shipByZone`.',
    example: '2027-03-31',
    format: 'date',
    maxLength: 10,
    parse: dayToShip,
    form: 'a day of the calendar, such as 2027-03-31',
  })
  readonly shipBy!: string;

  @TextField({
    description: 'The time zone in which that day ends; UTC without one.',
    optional: true,
    example: 'Asia/Shanghai',
    maxLength: 60,
    pattern: /^[A-Za-z][A-Za-z0-9_+/-]*$/,
    form: 'a time zone such as Asia/Shanghai',
  })
  readonly shipByZone?: string;

  @TextField({ description: 'What quality means in this order.', optional: true, maxLength: 10_000 })
  readonly qualityTerms?: string;

  @ObjectField(MoneyBody, { description: 'The most that the parties want covered.', optional: true })
  readonly agreedCap?: MoneyBody;

  @ListField(ContractDocumentBody, {
    description: 'The documents that belong to the contract, each kept for these two parties already.',
    optional: true,
    minItems: 1,
    maxItems: MAX_DOCUMENTS,
  })
  readonly documents?: readonly ContractDocumentBody[];

  @ObjectField(ConsigneeBody, {
    description: 'To whom the goods go. The contract’s hash tells nobody who that is.',
    optional: true,
  })
  readonly consignee?: ConsigneeBody;
}

export class OriginBody {
  @ChoiceField(ORIGINS, { description: 'Where the order began.' })
  readonly kind!: Origin['kind'];

  @IdField({
    description: 'Of the supplier’s published listing; for `product-page` it has to be there.',
    optional: true,
  })
  readonly listingId?: string;

  @IdField({
    description: 'For `quotation`: of the one that this supplier gave this buyer; the contract has its lines.',
    optional: true,
  })
  readonly quotationId?: string;
}

export class DraftBody extends ContractBody {
  @ObjectField(OriginBody, { description: 'Where the order began, when it is known.', optional: true })
  readonly origin?: OriginBody;
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
    shipByZone,
    documents,
    consignee,
  } = body;
  return {
    ...(agreedCap && { agreedCap: toMoneyData(agreedCap) }),
    buyer: organisationId(buyer),
    charges: charges.map(({ kind, amount }) => ({ amount: toMoneyData(amount), kind })),
    ...(consignee && { consignee: plain(consignee) }),
    coverageType,
    ...(documents && {
      documents: documents.map(({ documentId: id, sha256 }) => ({ documentId: documentId(id), sha256 })),
    }),
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
    ...(shipByZone !== undefined && { shipByZone }),
    supplier: organisationId(supplier),
    total: toMoneyData(total),
  };
}

/** Without the class that it was validated as. */
const plain = ({ name, address, contact }: ConsigneeBody): ConsigneeBody => ({ name, address, contact });

export const originOf = ({ kind, listingId, quotationId }: OriginBody): Origin => ({
  kind,
  ...(listingId !== undefined && { listingId }),
  ...(quotationId !== undefined && { quotationId }),
});
