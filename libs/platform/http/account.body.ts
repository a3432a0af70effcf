import { ApiProperty } from '@nestjs/swagger';
import { TextField } from './fields.js';

/** The account as an answer shows it. */
export class DesignatedAccountAnswer {
  @ApiProperty({ type: 'string', description: 'The bank that keeps it.' })
  readonly bank!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'In whose name it is; null once that is forgotten.' })
  readonly holder!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'IBAN or account number; null once it is forgotten.' })
  readonly number!: string | null;
}

export class DesignatedAccountBody {
  @TextField({ description: 'The bank that keeps it.', example: 'Citibank', maxLength: 200 })
  readonly bank!: string;

  @TextField({ description: 'In whose name it is.', example: 'Lin Textiles Co.', maxLength: 200 })
  readonly holder!: string;

  @TextField({ description: 'IBAN or account number.', example: 'CN-4400-1182', maxLength: 100 })
  readonly number!: string;
}
