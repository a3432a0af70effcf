export type * from './doc.js';
export { orderStatus } from './project.js';
export { viewFor, type OrderStatusView, type PossibleAct } from './view.js';
export type { OrderAct } from './why-not.js';
