export { coverageSaga } from './saga.js';
export type { CoverageState } from './state.js';
