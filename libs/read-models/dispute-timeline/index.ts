export type * from './doc.js';
export { disputeTimeline } from './project.js';
export { viewFor as disputeViewFor, type DisputeView } from './view.js';
