export { refundDeterminationSaga } from './saga.js';
export type { RefundDeterminationState } from './state.js';
