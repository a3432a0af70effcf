import { Module } from '@nestjs/common';
import { conversationCommands } from './commands.js';
import { ConversationController } from './conversation.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [ConversationController], providers: [...conversationCommands.handlers] })
export class ConversationModule {}
