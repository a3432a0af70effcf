import { Inject, Injectable } from '@nestjs/common';
import { disputeId, type OrderId } from '#kernel';
import type { RuleSet } from '#rules';
import { CommandPipeline } from '#runtime';
import { dispute, hasEnded } from '../index.js';

/** Disputes of an order are numbered, and the next number is free once the one before has ended. */
@Injectable()
export class DisputeNumbers {
  constructor(@Inject(CommandPipeline) private readonly pipeline: CommandPipeline<RuleSet>) {}

  /**
   * The number that a request to open a dispute is about: the one that it opened before, whatever has become of it since; otherwise
   * the one that is open, which will refuse it; otherwise the next.
   */
  async numberFor(orderId: OrderId, requestId: string): Promise<number> {
    for (let number = 1; ; number++) {
      const { state } = await this.pipeline.load(dispute, disputeId(`${orderId}-${number}`));
      if (state.phase === 'none' || state.requestId === requestId || !hasEnded(state)) return number;
    }
  }
}
