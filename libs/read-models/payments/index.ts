export type * from './doc.js';
export { explain, explainMethod } from './explain.js';
export { payments } from './project.js';
