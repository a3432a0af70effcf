import { ApiProperty } from '@nestjs/swagger';
import type { ConversationId, Instant, ListingId, OrderId, OrganisationId, Side } from '#kernel';
import { PageAnswer, type Presented } from '#platform';
import type { ConversationDoc, MessageDoc } from '../conversations/index.js';

const BY = { type: 'string', enum: ['buyer', 'supplier'] } as const;

class LastMessageAnswer {
  @ApiProperty(BY)
  readonly by!: Side;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null once it is forgotten.' })
  readonly text!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: Instant;
}

export class ConversationAnswer implements Omit<Presented<ConversationDoc>, 'unread' | 'reminders'> {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly conversationId!: ConversationId;

  @ApiProperty({ type: 'string' })
  readonly buyer!: OrganisationId;

  @ApiProperty({ type: 'string' })
  readonly supplier!: OrganisationId;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'What it is about, or the order.' })
  readonly listingId!: ListingId | null;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'What it is about, or the listing.' })
  readonly orderId!: OrderId | null;

  @ApiProperty({ type: 'integer', description: 'How many there are.' })
  readonly messages!: number;

  @ApiProperty({ type: LastMessageAnswer, nullable: true })
  readonly lastMessage!: LastMessageAnswer | null;

  @ApiProperty({ type: 'integer', description: 'What the caller’s side has not read.' })
  readonly unread!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly updatedAt!: Instant;
}

export class ConversationsAnswer extends PageAnswer {
  @ApiProperty({ type: ConversationAnswer, isArray: true, description: 'The last one first.' })
  readonly conversations!: readonly ConversationAnswer[];

  @ApiProperty({ type: 'integer', description: 'In how many there is something that the caller’s side has not read.' })
  readonly withUnread!: number;
}

class MessageAnswer implements Omit<Presented<MessageDoc>, 'conversationId'> {
  @ApiProperty({ type: 'string', enum: ['message', 'reminder'], description: 'A reminder is one of the order.' })
  readonly kind!: 'message' | 'reminder';

  @ApiProperty({ type: 'integer', nullable: true, description: 'From 1; null for a reminder.' })
  readonly number!: number | null;

  @ApiProperty(BY)
  readonly by!: Side;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null for a reminder, and once it is forgotten.' })
  readonly text!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: Instant;
}

export class MessagesAnswer extends PageAnswer {
  @ApiProperty({ type: ConversationAnswer })
  readonly conversation!: ConversationAnswer;

  @ApiProperty({ type: MessageAnswer, isArray: true, description: 'The last one first.' })
  readonly messages!: readonly MessageAnswer[];
}
