import type { TypeOf } from '#kernel';
import { ChoiceField, DesignatedAccountBody, MoneyBody, ObjectField, OrganisationField, TextField } from '#platform';
import type { suspensionReasonSchema } from '../index.js';

export class EnrolSupplierBody {
  @OrganisationField({
    description: 'The organisation that the supplier’s tokens carry; it becomes his id.',
    example: 'lin-textiles',
  })
  readonly supplierId!: string;

  @TextField({ description: 'As buyers see it.', example: 'Lin Textiles Co.', maxLength: 200 })
  readonly name!: string;

  @ObjectField(DesignatedAccountBody, {
    description: 'The account that the platform designates: covered money goes nowhere else.',
  })
  readonly designatedAccount!: DesignatedAccountBody;

  @ObjectField(MoneyBody, {
    description: 'The first Trade Assurance limit; orders with him are in its currency.',
  })
  readonly limit!: MoneyBody;
}

export class ProfileBody {
  @TextField({ description: 'As buyers see it.', example: 'Lin Textiles Co.', maxLength: 200 })
  readonly name!: string;

  @TextField({ description: 'What he makes, in his own words.', optional: true, maxLength: 4_000 })
  readonly about?: string;
}

export class DesignationBody {
  @ObjectField(DesignatedAccountBody, {
    description: 'The account that new instructions name; money sent to an earlier one still counts.',
  })
  readonly designatedAccount!: DesignatedAccountBody;
}

type SuspensionReason = TypeOf<typeof suspensionReasonSchema>;
const REASONS: readonly SuspensionReason[] = ['asked-by-the-supplier', 'under-review', 'recourse-unpaid', 'fraud'];

export class SuspensionBody {
  @ChoiceField(REASONS, { description: 'Why.' })
  readonly reason!: SuspensionReason;
}
