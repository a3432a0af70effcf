export type { FeedbackEvent } from './events.js';
export { supplierFeedback, type SupplierFeedbackDoc } from './project.js';
