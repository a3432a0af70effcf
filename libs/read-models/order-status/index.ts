export type * from './doc.js';
export type * from './money-doc.js';
export { moneyFor, type ExplainedPayment, type Explanation, type MoneyView, type WayToPay } from './money-view.js';
export { orderStatus } from './project.js';
export { viewFor, type OrderStatusView, type PossibleAct } from './view.js';
export type { OrderAct } from './why-not.js';
