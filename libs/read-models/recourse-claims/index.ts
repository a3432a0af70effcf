export type * from './doc.js';
export { recourseClaims } from './project.js';
