import { TextField } from '#platform';

export class ManualRefundBody {
  @TextField({
    description: 'What the bank calls the payment to the buyer.',
    example: 'MT103 20270301-0017',
    maxLength: 200,
  })
  readonly transaction!: string;
}
