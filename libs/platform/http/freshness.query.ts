import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, TextField } from './fields.js';

/** How fresh a read must be. */
export class FreshnessQuery {
  @TextField({
    description:
      'The position that a write answered with: the read waits until it shows it (`Prefer: wait=<seconds>`, 5 if not said).',
    optional: true,
    maxLength: 200,
  })
  readonly after?: string;

  @ChoiceField(['true', 'false'], {
    description: 'With `after`: waits also until everything that the write led to is done.',
    optional: true,
  })
  readonly settled?: 'true' | 'false';
}

/** The 202 of a read that is not there yet. */
export class CatchingUp {
  @ApiProperty({ type: 'string', description: 'The position that was asked for.' })
  readonly wanted!: string;

  @ApiProperty({ type: 'string', description: 'The position that the read has reached.' })
  readonly reached!: string;
}
