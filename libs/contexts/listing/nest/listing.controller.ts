import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { listingId as toListingId, organisationId, type ListingId } from '#kernel';
import { ListingIdPipe, Operation, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { ProductBody, productOf } from './bodies.js';
import {
  DraftListingCommand,
  PublishListingCommand,
  ReviseListingCommand,
  WithdrawListingCommand,
} from './commands.js';

const ListingParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the listing.', schema: { type: 'string', format: 'uuid' } });

/** What a supplier does with what he offers. */
@ApiTags('listings')
@Controller('v1/listings')
export class ListingController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('draft-listing', { summary: 'Write down, as a supplier, what is offered.', creates: true })
  draft(
    @Body() body: ProductBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const listingId = toListingId(write.idOfNew('listing'));
    const supplier = organisationId(write.actor.organisation);
    const command = { type: 'draft-listing', listingId, supplier, product: productOf(body) } as const;
    const draft = new DraftListingCommand(listingId, command, write.envelope({ creates: true }));
    return this.writes.create(draft, `/v1/listings/${listingId}`, reply);
  }

  @Post(':id/revisions')
  @ListingParam()
  @Operation('revise-listing', { summary: 'Offer something else, or otherwise, under the same listing.' })
  revise(
    @Param('id', ListingIdPipe) listingId: ListingId,
    @Body() body: ProductBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'revise-listing', listingId, product: productOf(body) } as const;
    return this.writes.send(new ReviseListingCommand(listingId, command, write.envelope()));
  }

  @Post(':id/publications')
  @ListingParam()
  @Operation('publish-listing', { summary: 'Let buyers find the listing.' })
  publish(@Param('id', ListingIdPipe) listingId: ListingId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'publish-listing', listingId } as const;
    return this.writes.send(new PublishListingCommand(listingId, command, write.envelope()));
  }

  @Post(':id/withdrawals')
  @ListingParam()
  @Operation('withdraw-listing', { summary: 'Let buyers not find the listing any more.' })
  withdraw(@Param('id', ListingIdPipe) listingId: ListingId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'withdraw-listing', listingId } as const;
    return this.writes.send(new WithdrawListingCommand(listingId, command, write.envelope()));
  }
}
