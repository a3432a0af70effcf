import { ApiProperty } from '@nestjs/swagger';
import type { Instant, JsonObject } from '#kernel';
import { PageAnswer } from '#platform';
import type { OpenCommandDoc, SagaInstanceDoc, StoryEntry } from '#runtime';

class ParkedInputAnswer {
  @ApiProperty({ type: 'string', description: 'Names the input.' }) readonly input!: string;
  @ApiProperty({ type: 'string', description: 'Why it could not be taken.' }) readonly error!: string;
}

class OpenCommandAnswer implements OpenCommandDoc {
  @ApiProperty({ type: 'string', format: 'uuid' }) readonly id!: string;
  @ApiProperty({ type: 'string', example: 'reserve-cover' }) readonly type!: string;
  @ApiProperty({ type: 'string', description: 'The instance that decides it.' }) readonly target!: string;
  @ApiProperty({ type: 'integer', description: 'How often it was put off.' }) readonly attempts!: number;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) readonly retryAt!: Instant | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Why, the last time.' }) readonly cause!: string | null;
}

class DeadlineAnswer {
  @ApiProperty({ type: 'string' }) readonly name!: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly dueAt!: Instant;
}

/** An instance of a saga for the API reference; the compiler holds it to what the read model is. */
export class SagaInstanceAnswer implements SagaInstanceDoc {
  @ApiProperty({ type: 'string', example: 'coverage' }) readonly saga!: string;
  @ApiProperty({ type: 'string', description: 'What it is about: an order, a payment, a batch.' })
  readonly instance!: string;
  @ApiProperty({
    type: 'string',
    enum: ['failed', 'running', 'waiting', 'resting'],
    description: 'An input could not be taken; commands are under way; it waits for a moment; it waits for events.',
  })
  readonly status!: SagaInstanceDoc['status'];
  @ApiProperty({ type: ParkedInputAnswer, isArray: true, description: 'In order; the first holds up the others.' })
  readonly parked!: readonly ParkedInputAnswer[];
  @ApiProperty({ type: OpenCommandAnswer, isArray: true, description: 'Commands without an outcome.' })
  readonly commands!: readonly OpenCommandAnswer[];
  @ApiProperty({ type: 'integer', description: 'How many of them are not put off.' })
  readonly commandsUnderWay!: number;
  @ApiProperty({ type: DeadlineAnswer, isArray: true }) readonly deadlines!: readonly DeadlineAnswer[];
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When it next does something.' })
  readonly wakesAt!: Instant | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Why it did what it did last.' })
  readonly reason!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly updatedAt!: Instant;
}

export class SagaListAnswer extends PageAnswer {
  @ApiProperty({ type: SagaInstanceAnswer, isArray: true, description: 'The newest first.' })
  readonly instances!: readonly SagaInstanceAnswer[];
}

class StepAnswer implements StoryEntry {
  @ApiProperty({ type: 'integer' }) readonly revision!: number;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly at!: Instant;
  @ApiProperty({ type: 'string', example: 'saga.reacted.v1' }) readonly type!: string;
  @ApiProperty({ type: 'string', description: 'What happened, in one sentence.' }) readonly text!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The whole record.' })
  readonly data!: JsonObject;
}

export class SagaStoryAnswer {
  @ApiProperty({ type: SagaInstanceAnswer, description: 'Where it stands.' }) readonly instance!: SagaInstanceAnswer;
  @ApiProperty({ type: StepAnswer, isArray: true, description: 'What it saw, decided and sent, and what came back.' })
  readonly steps!: readonly StepAnswer[];
}
