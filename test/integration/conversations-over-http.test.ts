import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Party } from '../support/api.js';
import { LivePage } from '../support/live-page.js';
import { shirt } from '../support/every-event/listing.js';
import { drafted, enrolment } from '../support/orders.js';

const STRANGER: Party = ['buyer', 'someone-else'];
const codeOf = ({ status, body }: Answer): unknown[] => [status, (body as { code?: string }).code];

async function aboutListing(api: Api): Promise<string> {
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const { id } = await api.done(SUPPLIER, '/v1/listings', shirt());
  await api.done(SUPPLIER, `/v1/listings/${id}/publications`);
  return id;
}

it('a buyer contacts a supplier about what he offers, and they talk', async () => {
  const api = await Api.open();
  const listing = await aboutListing(api);
  const opened = await api.post(BUYER, `/v1/listings/${listing}/conversations`);
  const again = await api.post(BUYER, `/v1/listings/${listing}/conversations`);
  expect([opened.status, again.status]).toEqual([201, 200]);
  const { id } = opened.body as { id: string };
  expect(again.body).toMatchObject({ id });
  const other = await api.done(STRANGER, `/v1/listings/${listing}/conversations`);
  expect(other.id).not.toBe(id);

  await api.done(BUYER, `/v1/conversations/${id}/messages`, { text: 'Is it combed cotton?' });
  const { position } = await api.done(SUPPLIER, `/v1/conversations/${id}/messages`, { text: 'It is.' });
  const page = await api.get(BUYER, `/v1/conversations/${id}/messages?after=${position}`);
  expect([page.status, page.body]).toMatchObject([
    200,
    {
      conversation: { conversationId: id, listingId: listing, orderId: null, messages: 2, unread: 1 },
      messages: [
        { number: 2, by: 'supplier', text: 'It is.' },
        { number: 1, by: 'buyer', text: 'Is it combed cotton?' },
      ],
      next: null,
    },
  ]);

  const read = await api.done(BUYER, `/v1/conversations/${id}/reads`, { upTo: 2 });
  const mine = async (party: Party) => (await api.get(party, `/v1/conversations?after=${read.position}`)).body;
  expect(await mine(BUYER)).toMatchObject({ conversations: [{ conversationId: id, unread: 0 }], withUnread: 0 });
  expect(await mine(SUPPLIER)).toMatchObject({ conversations: [{ unread: 1 }, { unread: 0 }], withUnread: 1 });
  expect(codeOf(await api.post(BUYER, `/v1/conversations/${id}/reads`, { upTo: 3 }))).toEqual([
    409,
    'message-not-written-yet',
  ]);
});

it('the two of an order talk about it, and a third does not learn that they do', async () => {
  const api = await Api.open();
  const { id: order } = await drafted(api);
  const { id } = await api.done(SUPPLIER, `/v1/orders/${order}/conversations`);
  const { position } = await api.done(SUPPLIER, `/v1/conversations/${id}/messages`, { text: 'A secret.' });
  const talk = `/v1/conversations/${id}`;
  expect((await api.get(BUYER, `${talk}/messages?after=${position}`)).text).toContain('A secret.');

  const unknown = [404, 'unknown-conversation'];
  expect(codeOf(await api.post(STRANGER, `/v1/orders/${order}/conversations`))).toEqual([404, 'unknown-order']);
  expect(codeOf(await api.post(STRANGER, `${talk}/messages`, { text: 'Hello?' }))).toEqual(unknown);
  expect(codeOf(await api.post(STRANGER, `${talk}/reads`, { upTo: 1 }))).toEqual(unknown);
  expect(codeOf(await api.get(STRANGER, `${talk}/messages`))).toEqual(unknown);
  expect(codeOf(await api.get(STRANGER, `${talk}/live`))).toEqual(unknown);
  expect(codeOf(await api.get(['buyer', SUPPLIER[1]], `${talk}/messages`))).toEqual(unknown);
  expect((await api.get(STRANGER, '/v1/conversations')).body).toEqual({
    conversations: [],
    withUnread: 0,
    next: null,
  });
});

it('what is said is there at once for who follows, and is gone with who said it', async () => {
  const api = await Api.open();
  const { id: order } = await drafted(api);
  const { id } = await api.done(BUYER, `/v1/orders/${order}/conversations`);
  const page = await LivePage.open(api, SUPPLIER, `/v1/conversations/${id}/live`);
  expect((await page.next())?.body).toMatchObject({ messages: [], conversation: { unread: 0 } });
  await api.done(BUYER, `/v1/conversations/${id}/messages`, { text: 'My daughter is ill.' });
  expect((await page.next())?.body).toMatchObject({
    conversation: { unread: 1 },
    messages: [{ text: 'My daughter is ill.', by: 'buyer' }],
  });
  page.close();
  await api.done(OPERATOR, `/v1/data-subjects/${BUYER[1]}/erasures`, { reason: 'asked-by-the-subject' });
  expect((await api.get(SUPPLIER, `/v1/conversations/${id}/messages`)).body).toMatchObject({
    conversation: { lastMessage: { text: null } },
    messages: [{ text: null }],
  });
});

it('pages of what was said follow each other', async () => {
  const api = await Api.open();
  const { id: order } = await drafted(api);
  const { id } = await api.done(BUYER, `/v1/orders/${order}/conversations`);
  for (const text of ['one', 'two', 'three']) await api.done(BUYER, `/v1/conversations/${id}/messages`, { text });
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get(SUPPLIER, `/v1/conversations/${id}/messages?limit=2${more}`);
    const page = body as { messages: { text: string }[]; next: string | null };
    seen.push(...page.messages.map(({ text }) => text));
    cursor = page.next;
  }
  expect(seen).toEqual(['three', 'two', 'one']);
});
