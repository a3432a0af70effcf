import type { Role } from '#kernel';
import type { Scope } from '../auth/caller.js';

/** Who may ask for an operation at all. Which order, which supplier: that is for the rules of the domain to say. */
export interface Line {
  readonly roles: readonly Role[];
  readonly scope: Scope;
}
/** Open to everyone, without a token. */
export const ANYONE = 'anyone';

const act = (...roles: readonly Role[]): Line => ({ roles, scope: 'write' });
const look = (...roles: readonly Role[]): Line => ({ roles, scope: 'read' });
const STAFF = ['operator', 'arbiter', 'analyst', 'auditor'] as const;

/** The one table of who may do what. A route whose operation has no line here does not compile, and does not start. */
export const policy = {
  'enrol-supplier': act('operator'),
  'change-profile': act('supplier', 'operator'),
  'designate-account': act('operator'),
  'suspend-supplier': act('operator'),
  'reinstate-supplier': act('operator'),
  'change-limit': act('operator'),
  'read-supplier-feedback': look('buyer', 'supplier', ...STAFF),
  'read-supplier-site': look('buyer', 'supplier', ...STAFF),
  'read-supplier': look('buyer', 'supplier', ...STAFF),

  'preview-cover': look('buyer', 'supplier', ...STAFF),
  'draft-listing': act('supplier'),
  'revise-listing': act('supplier'),
  'publish-listing': act('supplier'),
  'withdraw-listing': act('supplier', 'operator'),
  'read-listing': look('buyer', 'supplier', ...STAFF),
  'search-products': look('buyer', 'supplier', ...STAFF),
  'give-quotation': act('supplier'),
  'withdraw-quotation': act('supplier'),
  'list-quotations': look('buyer', 'supplier'),
  'read-quotation': look('buyer', 'supplier', ...STAFF),

  'contact-supplier': act('buyer'),
  'talk-about-order': act('buyer', 'supplier'),
  'send-message': act('buyer', 'supplier'),
  'mark-read': act('buyer', 'supplier'),
  'list-conversations': look('buyer', 'supplier'),
  'read-messages': look('buyer', 'supplier'),
  'follow-conversation': look('buyer', 'supplier'),

  'draft-order': act('buyer', 'supplier'),
  'revise-order': act('buyer', 'supplier'),
  'submit-order': act('buyer', 'supplier'),
  'confirm-order': act('buyer', 'supplier'),
  'cancel-order': act('buyer', 'supplier'),
  'propose-amendment': act('buyer', 'supplier'),
  'accept-amendment': act('buyer', 'supplier'),
  'reject-amendment': act('buyer', 'supplier'),
  'propose-cancellation': act('buyer', 'supplier'),
  'accept-cancellation': act('buyer', 'supplier'),
  'reject-cancellation': act('buyer', 'supplier'),
  'waive-shortfall': act('supplier'),
  'remind-supplier': act('buyer'),
  'give-ready-notice': act('supplier'),
  'give-feedback': act('buyer'),
  'revise-feedback': act('buyer'),
  'acknowledge-reduced-cover': act('buyer'),
  'confirm-receipt': act('buyer'),
  'follow-order-status': look('buyer', 'supplier', ...STAFF),
  'read-order-status': look('buyer', 'supplier', ...STAFF),

  'open-inquiry': act('buyer', 'supplier'),
  'take-up-inquiry': act('operator'),
  'match-inquiry': act('operator'),
  'answer-inquiry': act('operator'),
  'withdraw-inquiry': act('buyer', 'supplier'),
  'read-inquiry': look('buyer', 'supplier', ...STAFF),
  'list-order-inquiries': look('buyer', 'supplier', ...STAFF),
  'list-inquiries': look(...STAFF),
  'initiate-payment': act('buyer'),
  'declare-transfer': act('buyer'),
  'record-arrival': act('operator'),
  'plan-shipment': act('supplier'),
  'withdraw-shipment-plan': act('supplier'),
  'record-arrival-of-payment': act('operator'),
  'record-arrival-elsewhere': act('operator'),
  'record-reversal': act('operator'),
  'authorise-return': act('operator'),
  'record-return-by-hand': act('operator'),
  'read-payment': look('buyer', 'supplier', ...STAFF),
  'list-order-payments': look('buyer', 'supplier', ...STAFF),
  'list-payment-tasks': look(...STAFF),
  /** Behind a signature instead of a token. */
  'receive-provider-callback': ANYONE,
  'set-transfer-fee': act('operator'),
  'set-transfer-calendar': act('operator'),
  'dispatch-shipment': act('supplier'),
  'dispatch-planned-shipment': act('supplier'),
  'record-customs-clearance': act('buyer', 'supplier', 'operator'),
  'contest-clearance': act('buyer'),
  'settle-clearance': act('operator'),
  'record-shipment-delivery': act('supplier', 'operator'),

  'store-document': act('buyer', 'supplier', 'operator'),
  'store-early-document': act('buyer', 'supplier', 'operator'),
  'list-order-documents': look('buyer', 'supplier', ...STAFF),
  'view-document': look('buyer', 'supplier', ...STAFF),
  'download-document': look('buyer', 'supplier', ...STAFF),
  'read-chain-of-custody': look(...STAFF),

  'open-dispute': act('buyer'),
  'respond-to-dispute': act('supplier'),
  'make-offer': act('buyer', 'supplier'),
  'accept-offer': act('buyer', 'supplier'),
  'reject-offer': act('buyer', 'supplier'),
  'submit-evidence': act('buyer', 'supplier'),
  'complete-evidence': act('buyer', 'supplier'),
  'escalate-dispute': act('buyer'),
  'determine-dispute': act('arbiter'),
  'appeal-determination': act('buyer', 'supplier'),
  'decide-appeal': act('arbiter'),
  'withdraw-dispute': act('buyer'),

  'read-dispute': look('buyer', 'supplier', ...STAFF),
  'read-disputes': look(...STAFF),

  'retry-refund': act('operator'),
  'record-manual-refund': act('operator'),
  'list-operator-tasks': look(...STAFF),
  'list-recourse-claims': look('buyer', 'supplier', ...STAFF),
  'read-recourse-claim': look('buyer', 'supplier', ...STAFF),
  'record-recovery': act('operator'),
  'write-off-recourse': act('operator'),

  'forget-data-subject': act('operator'),

  'read-order-checks': look('buyer', 'supplier', ...STAFF),
  'request-quality-check': act('buyer'),
  'answer-quality-check': act('supplier'),
  'withdraw-quality-check': act('buyer'),
  'order-inspection': act('buyer'),
  'schedule-inspection': act('operator'),
  'record-inspection': act('operator'),
  'report-inspection': act('operator'),
  'cancel-inspection': act('buyer'),

  'list-sagas': look(...STAFF),
  'read-saga-summary': look(...STAFF),
  'read-saga': look(...STAFF),
  'retry-saga': act('operator'),

  'read-clock': look('buyer', 'supplier', ...STAFF),
  'advance-clock': act('operator'),
  'set-clock': act('operator'),

  'check-liveness': ANYONE,
  'check-readiness': ANYONE,
} as const satisfies Readonly<Record<string, Line | typeof ANYONE>>;

export type OperationName = keyof typeof policy;

export const lineOf = (operation: OperationName): Line | typeof ANYONE => policy[operation];
