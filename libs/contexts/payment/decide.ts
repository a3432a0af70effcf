import { decideBy } from '#kernel';
import type { PaymentCommand } from './commands.js';
import { recordArrival, recordArrivalElsewhere } from './decide/arrival.js';
import { declareTransfer, initiatePayment } from './decide/begin.js';
import type { Context } from './decide/common.js';
import { markAllocated, markUnmatched } from './decide/marks.js';
import { expirePayment, keepStrayReport, recordReport, submitPayment } from './decide/report.js';
import {
  authoriseReturn,
  recordReturnSucceeded,
  recordReturnFailed,
  recordReturnSubmitted,
  submitReturn,
} from './decide/returns.js';
import { recordReversal } from './decide/reversal.js';
import type { PaymentEvent } from './events.js';
import type { Payment } from './state.js';

export const decide = decideBy<Payment, PaymentCommand, PaymentEvent, Context>({
  'initiate-payment': initiatePayment,
  'declare-transfer': declareTransfer,
  'submit-payment': submitPayment,
  'record-report': recordReport,
  'keep-stray-report': keepStrayReport,
  'expire-payment': expirePayment,
  'record-arrival': recordArrival,
  'record-arrival-elsewhere': recordArrivalElsewhere,
  'mark-allocated': markAllocated,
  'mark-unmatched': markUnmatched,
  'record-reversal': recordReversal,
  'authorise-return': authoriseReturn,
  'submit-return': submitReturn,
  'record-return-submitted': recordReturnSubmitted,
  'record-return-succeeded': recordReturnSucceeded,
  'record-return-failed': recordReturnFailed,
});
