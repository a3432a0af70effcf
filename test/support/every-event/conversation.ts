import { BUYER, SUPPLIER, type Api } from '../api.js';
import { shirt } from './listing.js';

/** About something that is offered, and about an order. @param order its path. */
export async function conversations(api: Api, order: string): Promise<void> {
  const { id: listing } = await api.done(SUPPLIER, '/v1/listings', shirt());
  await api.done(SUPPLIER, `/v1/listings/${listing}/publications`);
  await api.done(BUYER, `/v1/listings/${listing}/conversations`);
  const { id } = await api.done(BUYER, `${order}/conversations`);
  await api.done(BUYER, `/v1/conversations/${id}/messages`, { text: 'Can you ship before the holidays?' });
  await api.done(SUPPLIER, `/v1/conversations/${id}/reads`, { upTo: 1 });
}
