import { designatedAccountSchema, instantSchema, optional, sha256Schema, sideSchema, text } from '#kernel';
import { contractSchema } from '../contract.js';
import { subject } from './common.js';

/** A version of the contract, and what the supplier's enrolment said when it was written. */
export const written = {
  ...subject,
  by: sideSchema,
  contract: contractSchema,
  contractHash: sha256Schema,
  supplierName: text(),
  designatedAccount: designatedAccountSchema('supplier'),
  /** The first moment that is no longer the ship-by day, by the rules that its zone had when this was written. */
  shipByEnd: optional(instantSchema),
};
