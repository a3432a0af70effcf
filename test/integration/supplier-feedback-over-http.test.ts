import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { enrolment } from '../support/orders.js';

const supplier = `/v1/suppliers/${SUPPLIER[1]}`;

it('what buyers say of a supplier is there for all, and who said it is not', async () => {
  const api = await Api.open();
  const { id } = await api.done(OPERATOR, '/v1/suppliers', enrolment());
  expect((await api.get(BUYER, `${supplier}/feedback`)).body).toEqual({
    ratings: 0,
    score: null,
    feedback: [],
    next: null,
  });
  const { eventStore, positions } = api.application.engine;
  const say = async (type: string, orderId: string, revision: number | 'no-stream', rating: number, text: string) => {
    const data = { orderId, buyer: BUYER[1], supplier: id, rating, text, revisableUntil: '2036-01-01T00:00:00.000Z' };
    const metadata = { recordedAt: `2035-01-0${rating}T00:00:00.000Z`, correlationId: randomUUID() };
    const event = { id: randomUUID(), type, data, metadata };
    return positions.toText((await eventStore.append(`rated-${orderId}`, [event], revision)).position);
  };
  const [first, second] = [randomUUID(), randomUUID()];
  await say('order.feedback-given.v1', first, 'no-stream', 4, 'Good.');
  await say('order.feedback-given.v1', second, 'no-stream', 2, 'Late.');
  const last = await say('order.feedback-revised.v1', second, 0, 5, 'Late, but they made it good.');

  const { text, body } = await api.get(['buyer', 'someone-else'], `${supplier}/feedback?after=${last}`);
  expect(body).toMatchObject({
    ratings: 2,
    score: '4.5',
    feedback: [
      { rating: 4, text: 'Good.', revisedAt: null },
      { rating: 5, text: 'Late, but they made it good.', revisedAt: '2035-01-05T00:00:00.000Z' },
    ],
  });
  expect(text).not.toMatch(new RegExp([BUYER[1], first, second].join('|')));
  expect((await api.get(BUYER, supplier)).body).toMatchObject({ feedback: { ratings: 2, score: '4.5' } });
  expect((await api.get(BUYER, '/v1/suppliers/nobody/feedback')).body).toMatchObject({ code: 'unknown-supplier' });
});
