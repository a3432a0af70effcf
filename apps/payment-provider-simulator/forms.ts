/** What requests look like, as JSON Schema: Fastify refuses everything else. */

export const text = (minLength: number, maxLength: number): object => ({ type: 'string', minLength, maxLength });

export const money = {
  type: 'object',
  required: ['minor', 'currency'],
  properties: {
    minor: { type: 'string', pattern: '^[1-9]\\d*$' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  },
};

const payee = {
  type: 'object',
  required: ['bank', 'holder', 'number'],
  properties: { bank: text(1, 200), holder: text(1, 200), number: text(1, 100) },
};

const card = {
  type: 'object',
  required: ['method', 'token'],
  properties: { method: { const: 'card' }, token: text(1, 200) },
};

const checkingAccount = {
  type: 'object',
  required: ['method', 'bank', 'country', 'holder', 'routingNumber', 'accountNumber'],
  properties: {
    method: { const: 'e-checking' },
    bank: text(1, 200),
    country: text(2, 2),
    holder: text(1, 200),
    routingNumber: text(9, 9),
    accountNumber: text(4, 17),
  },
};

export const orderForm = {
  schema: {
    body: {
      type: 'object',
      required: ['key', 'orderId', 'amount', 'payee', 'instrument'],
      properties: {
        ...{ key: text(1, 100), orderId: text(1, 100), amount: money, payee },
        instrument: { oneOf: [card, checkingAccount] },
      },
    },
  },
};

export const payOutForm = {
  schema: {
    body: {
      type: 'object',
      required: ['key', 'kind', 'orderId', 'paymentId', 'amount'],
      properties: {
        ...{ key: text(1, 100), orderId: text(1, 100), paymentId: text(1, 100), amount: money },
        kind: { enum: ['refund', 'return'] },
      },
    },
  },
};
