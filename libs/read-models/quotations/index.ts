export { quotations, type QuotationDoc } from './project.js';
