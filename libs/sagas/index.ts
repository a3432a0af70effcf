import type { Saga } from '#kernel';
import { checksSaga } from './checks/index.js';
import { coverageSaga } from './coverage/index.js';
import { escalationSaga } from './escalation/index.js';
import { expirySaga } from './expiry/index.js';
import { orderProgressSaga } from './order-progress/index.js';
import { refundDeterminationSaga } from './refund-determination/index.js';
import { paymentProviderSaga } from './payment-provider/index.js';
import { paymentReturnsSaga } from './payment-returns/index.js';

export * from './checks/index.js';
export * from './coverage/index.js';
export * from './escalation/index.js';
export * from './expiry/index.js';
export * from './order-progress/index.js';
export * from './refund-determination/index.js';
export * from './payment-provider/index.js';
export * from './payment-returns/index.js';

/** Every process manager of the platform. */
export const sagas: readonly Saga[] = [
  coverageSaga,
  orderProgressSaga,
  checksSaga,
  escalationSaga,
  refundDeterminationSaga,
  paymentProviderSaga,
  paymentReturnsSaga,
  expirySaga,
];
