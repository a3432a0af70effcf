import { DesignatedAccountBody, MoneyBody, ObjectField, OrganisationField, TextField } from '#platform';

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
