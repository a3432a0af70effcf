import { ApiProperty } from '@nestjs/swagger';
import type { Instant } from '#kernel';
import type { SagaSummary } from '#runtime';

class InstanceCountsAnswer implements Readonly<Record<keyof SagaSummary['instances'], number>> {
  @ApiProperty({ type: 'integer', description: 'An input could not be taken: for an operator.' })
  readonly failed!: number;
  @ApiProperty({ type: 'integer', description: 'They have commands without an outcome.' }) readonly running!: number;
  @ApiProperty({ type: 'integer', description: 'They wait for a moment.' }) readonly waiting!: number;
  @ApiProperty({ type: 'integer', description: 'They wait for events.' }) readonly resting!: number;
}

/** How the sagas stand together, for the API reference; the compiler holds it to what is worked out. */
export class SagaSummaryAnswer implements Omit<SagaSummary, 'position' | 'heardUpTo'> {
  @ApiProperty({
    type: 'boolean',
    description:
      'Nothing is due any more: every event was heard, no command is under way and no deadline overdue. What failed waits for an operator, what was put off for its moment.',
  })
  readonly settled!: boolean;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'The time by which deadlines are due.' })
  readonly now!: Instant;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'The newest event that there is. When it is settled, a read `after` this position shows all of it.',
  })
  readonly position!: string | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Up to here every event was heard by the sagas that it concerns.',
  })
  readonly heardUpTo!: string | null;

  @ApiProperty({ type: InstanceCountsAnswer, description: 'How many instances stand how.' })
  readonly instances!: InstanceCountsAnswer;

  @ApiProperty({ type: 'integer', description: 'Instances with commands that are neither done nor put off.' })
  readonly withCommandsUnderWay!: number;

  @ApiProperty({ type: 'integer', description: 'Moments that have come and that no instance was woken for.' })
  readonly overdueDeadlines!: number;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'The next moment that an instance waits for.',
  })
  readonly nextDeadlineAt!: Instant | null;
}
