import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConversationId } from '#kernel';
import {
  callerOf,
  type CatchingUp,
  ConversationIdPipe,
  Followed,
  Freshness,
  LivePages,
  notFound,
  Operation,
  PageQuery,
} from '#platform';
import { conversations, messages } from '../conversations/index.js';
import { ConversationsAnswer, MessagesAnswer } from './conversation.answer.js';
import { MessageCentre } from './message-centre.js';

const ConversationParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the conversation.', schema: { type: 'string', format: 'uuid' } });

const PROBLEMS = {
  400: 'The page or the position is out of form.',
  404: 'There is no such conversation, or not for this caller.',
};

/** The Message Center [seed]. */
@ApiTags('conversations')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    private readonly centre: MessageCentre,
    private readonly freshness: Freshness,
    private readonly live: LivePages,
  ) {}

  @Get()
  @Operation('list-conversations', {
    summary: 'The conversations of the caller’s organisation, and in how many there is something unread.',
    answer: ConversationsAnswer,
    problems: { 400: PROBLEMS[400] },
  })
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConversationsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(conversations, query, request, reply);
    return behind ?? this.centre.list(callerOf(request).actor, query);
  }

  @Get(':id/messages')
  @ConversationParam()
  @Operation('read-messages', { summary: 'What was said, the last first.', answer: MessagesAnswer, problems: PROBLEMS })
  async read(
    @Param('id', ConversationIdPipe) conversationId: ConversationId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessagesAnswer | CatchingUp> {
    for (const model of [conversations, messages]) {
      const behind = await this.freshness.waitFor(model, query, request, reply);
      if (behind !== undefined) return behind;
    }
    const page = await this.centre.read(conversationId, callerOf(request).actor, query);
    if (page === null) throw UNKNOWN;
    return page.body;
  }

  @Get(':id/live')
  @ConversationParam()
  @Followed()
  @Operation('follow-conversation', {
    summary: 'What was said last, now and whenever something is said or read.',
    answer: MessagesAnswer,
    problems: PROBLEMS,
  })
  async follow(
    @Param('id', ConversationIdPipe) conversationId: ConversationId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor } = callerOf(request);
    const source = {
      models: [conversations, messages],
      // Every message changes the conversation's own document, too.
      concerns: (model: object, keys: readonly string[]) => model === conversations && keys.includes(conversationId),
      read: () => this.centre.read(conversationId, actor, {}),
    };
    await this.live.serve(source, request, reply, UNKNOWN);
  }
}

const UNKNOWN = notFound('unknown-conversation', 'There is no such conversation.');
