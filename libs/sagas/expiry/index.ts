export { expirySaga } from './saga.js';
export type { ExpiryState } from './state.js';
