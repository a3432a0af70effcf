export type { SupplierDoc } from './doc.js';
export { supplierDirectory } from './project.js';
