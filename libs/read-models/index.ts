import type { Projection } from '#kernel';
import { disputeTimeline } from './dispute-timeline/index.js';
import { orderChecks } from './order-checks/index.js';
import { inquiries } from './inquiries/index.js';
import { conversations, messages } from './conversations/index.js';
import { operatorTasks } from './operator-tasks/index.js';
import { orderDocuments } from './order-documents/index.js';
import { orderStatus } from './order-status/index.js';
import { payments } from './payments/index.js';
import { products } from './products/index.js';
import { recourseClaims } from './recourse-claims/index.js';
import { quotations } from './quotations/index.js';
import { supplierDirectory } from './supplier-directory/index.js';
import { supplierFeedback } from './supplier-feedback/index.js';

export * from './dispute-timeline/index.js';
export * from './order-checks/index.js';
export * from './inquiries/index.js';
export * from './conversations/index.js';
export * from './operator-tasks/index.js';
export * from './order-documents/index.js';
export * from './order-status/index.js';
export * from './payments/index.js';
export * from './preview/index.js';
export * from './products/index.js';
export * from './quotations/index.js';
export * from './recourse-claims/index.js';
export * from './supplier-directory/index.js';
export * from './supplier-feedback/index.js';

/** Every read model that people ask for. */
export const readModels: readonly Projection[] = [
  orderStatus,
  orderDocuments,
  orderChecks,
  payments,
  inquiries,
  disputeTimeline,
  supplierDirectory,
  products,
  conversations,
  messages,
  quotations,
  recourseClaims,
  operatorTasks,
  supplierFeedback,
];
