export { conversations } from './conversations.js';
export type { ConversationDoc, MessageDoc } from './doc.js';
export { messages } from './messages.js';
