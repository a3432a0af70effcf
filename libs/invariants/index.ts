export { InvariantAudit, type Finding } from './audit.js';
export type { Violation } from './invariant.js';
