import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Positions } from '../http/positions.js';
import type { WriteAnswer } from '../http/write-answer.js';
import { problemOfRefusal } from '../problem/refusal.js';
import type { DomainCommand } from './domain-command.js';

/** What controllers send commands with: results become answers, refusals become problems. */
@Injectable()
export class WriteSide {
  constructor(
    private readonly bus: CommandBus,
    private readonly positions: Positions,
  ) {}

  /** @throws Problem when the rules refuse it, and what the pipeline throws. */
  async send(command: DomainCommand): Promise<WriteAnswer> {
    return (await this.#execute(command)).answer;
  }

  /** For commands that make something: 201 and where it is, or 200 when it was there already. */
  async create(command: DomainCommand, location: string, reply: FastifyReply): Promise<WriteAnswer> {
    const { answer, unchanged } = await this.#execute(command);
    if (unchanged) reply.status(200);
    reply.header('location', location);
    return answer;
  }

  async #execute(command: DomainCommand): Promise<{ answer: WriteAnswer; unchanged: boolean }> {
    const result = await this.bus.execute(command);
    if (result.kind === 'refused') throw problemOfRefusal(result);
    const { revision, position } = result;
    const answer = { id: command.target, revision, position: this.positions.toText(position) };
    return { answer, unchanged: result.kind === 'unchanged' };
  }
}
