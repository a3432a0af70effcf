import { Controller, Get, Res } from '@nestjs/common';
import { ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Engine } from '../engine/engine.js';
import { Operation } from '../policy/operation.js';

class Health {
  @ApiProperty({ type: 'string', enum: ['ok', 'unready'] })
  readonly status!: 'ok' | 'unready';

  @ApiProperty({ type: 'string', isArray: true, description: 'What is wrong, by name.' })
  readonly problems!: readonly string[];
}

/** For whatever watches over the process. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('live')
  @Operation('check-liveness', { summary: 'The process answers.', answer: Health })
  live(): Health {
    return { status: 'ok', problems: [] };
  }

  /** 503 sends traffic elsewhere; it says which part is wrong, and nothing of our inside. */
  @Get('ready')
  @ApiResponse({ status: 503, type: Health, description: 'Something is wrong, or the process is stopping.' })
  @Operation('check-readiness', {
    summary: 'The stores can be read and the runners run; 503 when not.',
    answer: Health,
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const problems = [...this.engine.problems.map(({ name }) => name), ...(await this.#unreadable())];
    if (problems.length > 0) reply.status(503);
    return { status: problems.length > 0 ? 'unready' : 'ok', problems };
  }

  async #unreadable(): Promise<readonly string[]> {
    const { eventStore, readStore } = this.engine;
    const looks = await Promise.allSettled([eventStore.head(), readStore.generations('order-status')]);
    return looks.flatMap((look, at) => (look.status === 'rejected' ? [['event-store', 'read-store'][at] ?? ''] : []));
  }
}
