import { ApiProperty } from '@nestjs/swagger';
import { instant, type Instant } from '#kernel';
import { TextField } from '#platform';
import { DURATION_FORM, DURATION_PATTERN } from '../index.js';

export class AdvanceBody {
  @TextField({
    description: `By how much: ${DURATION_FORM}.`,
    example: '5d',
    maxLength: 12,
    pattern: DURATION_PATTERN,
    form: DURATION_FORM,
  })
  readonly by!: string;
}

export class SetBody {
  @TextField({
    description: 'What time it is now; from there it goes on.',
    example: '2027-01-01T00:00:00Z',
    format: 'date-time',
    maxLength: 40,
    parse: instant,
    form: 'an RFC 3339 date-time',
  })
  readonly to!: string;
}

export class ClockAnswer {
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly now!: Instant;

  @ApiProperty({ type: 'boolean', description: 'Whether it can be moved; never in production.' })
  readonly movable!: boolean;

  @ApiProperty({ type: 'integer', description: 'How far it is ahead of the real time.' })
  readonly offsetMillis!: number;
}
