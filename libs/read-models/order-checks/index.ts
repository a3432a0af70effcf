export type * from './doc.js';
export { orderChecks } from './project.js';
