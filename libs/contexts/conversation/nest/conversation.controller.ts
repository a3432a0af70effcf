import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  conversationId as toConversationId,
  messageId as toMessageId,
  organisationId,
  type ConversationId,
  type ListingId,
  type OrderId,
} from '#kernel';
import {
  ConversationIdPipe,
  ListingIdPipe,
  Operation,
  OrderIdPipe,
  uuidV5,
  Write,
  WriteRequest,
  WriteSide,
  type WriteAnswer,
} from '#platform';
import type { Subject } from '../index.js';
import { MessageBody, ReadBody } from './bodies.js';
import { MarkReadCommand, OpenConversationCommand, SendMessageCommand } from './commands.js';

const IdParam = (of: string): MethodDecorator =>
  ApiParam({ name: 'id', description: `Of the ${of}.`, schema: { type: 'string', format: 'uuid' } });

/** "Contact Supplier", "Chat Now" [seed], and talking about an order. */
@ApiTags('conversations')
@Controller('v1')
export class ConversationController {
  constructor(private readonly writes: WriteSide) {}

  @Post('listings/:id/conversations')
  @IdParam('listing')
  @Operation('contact-supplier', { summary: 'Begin to talk, as a buyer, with who offers this.', creates: true })
  contact(
    @Param('id', ListingIdPipe) listingId: ListingId,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const buyer = organisationId(write.actor.organisation);
    // Each buyer has one about each listing, and finds it again by that.
    const conversationId = toConversationId(uuidV5(listingId, buyer));
    return this.#open(conversationId, { kind: 'listing', listingId, buyer }, write, reply);
  }

  @Post('orders/:id/conversations')
  @IdParam('order')
  @Operation('talk-about-order', { summary: 'Begin to talk with the other side of an order.', creates: true })
  talkAbout(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    // An order has one, under its own id: what else the two are to be told about it finds it by that.
    return this.#open(toConversationId(orderId), { kind: 'order', orderId }, write, reply);
  }

  @Post('conversations/:id/messages')
  @IdParam('conversation')
  @Operation('send-message', { summary: 'Write to the other side.' })
  say(
    @Param('id', ConversationIdPipe) conversationId: ConversationId,
    @Body() { text }: MessageBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const messageId = toMessageId(write.idOfNew('message'));
    const command = { type: 'send-message', conversationId, messageId, text } as const;
    return this.writes.send(new SendMessageCommand(conversationId, command, write.envelope()));
  }

  @Post('conversations/:id/reads')
  @IdParam('conversation')
  @Operation('mark-read', { summary: 'Say that everything up to a message was read.' })
  markRead(
    @Param('id', ConversationIdPipe) conversationId: ConversationId,
    @Body() { upTo }: ReadBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'mark-read', conversationId, upTo } as const;
    return this.writes.send(new MarkReadCommand(conversationId, command, write.envelope()));
  }

  #open(id: ConversationId, about: Subject, write: WriteRequest, reply: FastifyReply): Promise<WriteAnswer> {
    const command = { type: 'open-conversation', conversationId: id, about } as const;
    const open = new OpenConversationCommand(id, command, write.envelope());
    return this.writes.create(open, `/v1/conversations/${id}/messages`, reply);
  }
}
