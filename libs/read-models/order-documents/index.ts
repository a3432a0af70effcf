export type { DocumentDoc } from './doc.js';
export { orderDocuments } from './project.js';
