import {
  catalogue,
  coverageTypeSchema,
  event,
  instantSchema,
  list,
  moneySchema,
  nullable,
  optional,
  orderPhaseSchema,
  personal,
  record,
  sha256Schema,
  sideSchema,
  text,
} from '#kernel';
import { originSchema } from '../contract.js';
import { subject } from './common.js';
import { written } from './written.js';

/** From the draft to the contract that binds, or to its end before anything was paid. */
export const agreementEvents = catalogue({
  'order.drafted.v1': event(
    'A party wrote down the contract; the payment instructions name the supplier’s designated account.',
    record({ ...written, origin: optional(originSchema) }),
  ),
  'order.revised.v1': event(
    'A party changed the contract; confirmations of the earlier one are void.',
    record({ ...written, voided: list(sideSchema) }),
  ),
  'order.submitted.v1': event(
    'The contract was put before both sides, who have until `confirmBy` to confirm it; the rule set is pinned.',
    record({ ...subject, by: sideSchema, contractHash: sha256Schema, confirmBy: instantSchema, ruleSet: text() }),
  ),
  'order.side-confirmed.v1': event(
    'One side confirmed the contract with this hash.',
    record({ ...subject, side: sideSchema, contractHash: sha256Schema }),
  ),
  'order.confirmed.v1': event(
    'Both sides have confirmed the same contract: cover is to be reserved, and the initial payment is due by `payBy`.',
    record({
      ...subject,
      contractHash: sha256Schema,
      coverageType: coverageTypeSchema,
      coverageBase: moneySchema,
      agreedCap: nullable(moneySchema),
      payBy: instantSchema,
      ruleSet: text(),
    }),
  ),
  'order.cancelled.v1': event(
    'A side ended the order before any money had arrived, or both sides agreed to end it.',
    record({ ...subject, by: sideSchema, reason: personal(text(), '{by}'), from: orderPhaseSchema }),
  ),
});
