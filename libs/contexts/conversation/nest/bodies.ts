import { IntegerField, TextField } from '#platform';

export class MessageBody {
  @TextField({ description: 'What is said.', example: 'Can you ship before the holidays?', maxLength: 4_000 })
  readonly text!: string;
}

export class ReadBody {
  @IntegerField({ description: 'The number of the last message that was read.', minimum: 1, example: 3 })
  readonly upTo!: number;
}
