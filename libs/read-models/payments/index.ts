export type * from './doc.js';
export { explain } from './explain.js';
export { payments } from './project.js';
