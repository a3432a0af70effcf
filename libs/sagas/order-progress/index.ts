export { orderProgressSaga } from './saga.js';
export type { OrderProgressState } from './state.js';
