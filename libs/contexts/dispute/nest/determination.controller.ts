import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { DisputeId } from '#kernel';
import { DisputeIdPipe, Operation, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { AppealBody, EvidenceBody, VerdictBody, verdictOf } from './bodies.js';
import {
  AppealDeterminationCommand,
  CompleteEvidenceCommand,
  DecideAppealCommand,
  DetermineDisputeCommand,
  EscalateDisputeCommand,
  SubmitEvidenceCommand,
} from './commands.js';
import { DisputeParam } from './dispute-param.js';

/** What the platform determines where the parties find no solution [seed]. */
@ApiTags('disputes')
@Controller('v1/disputes/:id')
export class DeterminationController {
  constructor(private readonly writes: WriteSide) {}

  @Post('escalations')
  @DisputeParam()
  @Operation('escalate-dispute', {
    summary: 'Escalate, as the buyer: after five days without a response, or fifteen without a solution.',
  })
  escalateDispute(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'escalate-dispute', disputeId } as const;
    return this.writes.send(new EscalateDisputeCommand(disputeId, command, write.envelope()));
  }

  @Post('evidence')
  @DisputeParam()
  @Operation('submit-evidence', { summary: 'Submit a stored document as evidence.' })
  submitEvidence(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { documentId }: EvidenceBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'submit-evidence', disputeId, documentId } as const;
    return this.writes.send(new SubmitEvidenceCommand(disputeId, command, write.envelope()));
  }

  @Post('evidence-completions')
  @DisputeParam()
  @Operation('complete-evidence', { summary: 'Say that there is nothing more to submit.' })
  completeEvidence(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'complete-evidence', disputeId } as const;
    return this.writes.send(new CompleteEvidenceCommand(disputeId, command, write.envelope()));
  }

  @Post('determinations')
  @DisputeParam()
  @Operation('determine-dispute', { summary: 'Determine, as an arbiter, on the evidence of both sides.' })
  determineDispute(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() body: VerdictBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'determine-dispute', disputeId, ...verdictOf(body) } as const;
    return this.writes.send(new DetermineDisputeCommand(disputeId, command, write.envelope()));
  }

  @Post('appeals')
  @DisputeParam()
  @Operation('appeal-determination', { summary: 'Appeal, as a side that lost something, with new evidence.' })
  appealDetermination(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { statement, documents }: AppealBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'appeal-determination', disputeId, statement, documents } as const;
    return this.writes.send(new AppealDeterminationCommand(disputeId, command, write.envelope()));
  }

  @Post('appeal-decisions')
  @DisputeParam()
  @Operation('decide-appeal', {
    summary: 'Decide on the appeal, as an arbiter: a determination in place of the first.',
  })
  decideAppeal(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() body: VerdictBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'decide-appeal', disputeId, ...verdictOf(body) } as const;
    return this.writes.send(new DecideAppealCommand(disputeId, command, write.envelope()));
  }
}
