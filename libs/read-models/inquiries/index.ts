export type * from './doc.js';
export { inquiries } from './project.js';
