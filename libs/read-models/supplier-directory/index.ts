export type { ScoreDoc, SupplierDoc } from './doc.js';
export { scoreOf } from './score.js';
export { supplierDirectory } from './project.js';
