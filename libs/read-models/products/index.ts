export type { ProductDoc } from './doc.js';
export { products } from './project.js';
export { askedFor, termsOf } from './search-terms.js';
