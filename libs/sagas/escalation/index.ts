export { escalationSaga } from './saga.js';
export type { EscalationState } from './state.js';
