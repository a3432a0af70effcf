import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { DisputeId } from '#kernel';
import { DisputeIdPipe, Operation, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { AcceptanceBody, offerOf, OfferBody, RejectionBody, ResponseBody, WithdrawalBody } from './bodies.js';
import {
  AcceptOfferCommand,
  MakeOfferCommand,
  RejectOfferCommand,
  RespondToDisputeCommand,
  WithdrawDisputeCommand,
} from './commands.js';
import { DisputeParam } from './dispute-param.js';

/** What the parties find out among themselves. */
@ApiTags('disputes')
@Controller('v1/disputes/:id')
export class NegotiationController {
  constructor(private readonly writes: WriteSide) {}

  @Post('responses')
  @DisputeParam()
  @Operation('respond-to-dispute', { summary: 'Answer the claim, as the supplier.' })
  respondToDispute(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { kind, statement, offer }: ResponseBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = {
      type: 'respond-to-dispute',
      disputeId,
      kind,
      statement: statement ?? null,
      offer: offer === undefined ? null : offerOf(offer),
    } as const;
    return this.writes.send(new RespondToDisputeCommand(disputeId, command, write.envelope()));
  }

  @Post('offers')
  @DisputeParam()
  @Operation('make-offer', { summary: 'Offer how to settle; it takes the place of any offer before.' })
  makeOffer(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() body: OfferBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'make-offer', disputeId, ...offerOf(body) } as const;
    return this.writes.send(new MakeOfferCommand(disputeId, command, write.envelope()));
  }

  @Post('acceptances')
  @DisputeParam()
  @Operation('accept-offer', { summary: 'Accept the other side’s offer: that settles the dispute.' })
  acceptOffer(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { offer }: AcceptanceBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'accept-offer', disputeId, offer } as const;
    return this.writes.send(new AcceptOfferCommand(disputeId, command, write.envelope()));
  }

  @Post('rejections')
  @DisputeParam()
  @Operation('reject-offer', { summary: 'Reject the other side’s offer.' })
  rejectOffer(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { offer, reason }: RejectionBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'reject-offer', disputeId, offer, reason: reason ?? null } as const;
    return this.writes.send(new RejectOfferCommand(disputeId, command, write.envelope()));
  }

  @Post('withdrawals')
  @DisputeParam()
  @Operation('withdraw-dispute', { summary: 'Take the claim back, as the buyer.' })
  withdrawDispute(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Body() { reason }: WithdrawalBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'withdraw-dispute', disputeId, reason: reason ?? null } as const;
    return this.writes.send(new WithdrawDisputeCommand(disputeId, command, write.envelope()));
  }
}
