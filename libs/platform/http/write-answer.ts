import { ApiProperty } from '@nestjs/swagger';

/** What every write answers with; the same request again gets the very same. */
export class WriteAnswer {
  @ApiProperty({ type: 'string', description: 'Of what was written to.' })
  readonly id!: string;

  @ApiProperty({ type: 'integer', example: 3, description: 'Of what was written to, after it; `If-Match` takes it.' })
  readonly revision!: number;

  @ApiProperty({
    type: 'string',
    description: 'Where it was recorded; `?after=` of a read takes it, and waits until the read knows.',
  })
  readonly position!: string;
}
