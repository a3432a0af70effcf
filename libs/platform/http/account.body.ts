import { TextField } from './fields.js';

export class DesignatedAccountBody {
  @TextField({ description: 'The bank that keeps it.', example: 'Citibank', maxLength: 200 })
  readonly bank!: string;

  @TextField({ description: 'In whose name it is.', example: 'Lin Textiles Co.', maxLength: 200 })
  readonly holder!: string;

  @TextField({ description: 'IBAN or account number.', example: 'CN-4400-1182', maxLength: 100 })
  readonly number!: string;
}
