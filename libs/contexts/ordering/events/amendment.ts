import {
  catalogue,
  coverageTypeSchema,
  event,
  flag,
  instantSchema,
  lineQuantitySchema,
  list,
  moneySchema,
  nullable,
  orderPhaseSchema,
  record,
  sha256Schema,
  sideSchema,
} from '#kernel';
import { subject, timed } from './common.js';
import { written } from './written.js';

const proposal = { ...subject, by: sideSchema, contractHash: sha256Schema };
const debt = record({ due: moneySchema, complete: flag() });

/** How a contract that binds becomes another one: both sides have to want it, and the rule set stays the one it was. */
export const amendmentEvents = catalogue({
  'order.amendment-proposed.v1': event(
    'A side proposed another contract in place of the one that binds; the other may accept it before `lapsesAt`.',
    record({ ...written, lapsesAt: instantSchema }),
  ),
  'order.amended.v1': event(
    'The other side accepted: the contract with this hash binds from now on, and what is owed and covered follows it.',
    record({
      ...proposal,
      ...timed,
      coverageType: coverageTypeSchema,
      coverageBase: moneySchema,
      agreedCap: nullable(moneySchema),
      /** Another amount is to be covered than before: the cover is to be adjusted. */
      coverChanges: flag(),
      total: moneySchema,
      initial: debt,
      balance: debt,
      undispatched: list(lineQuantitySchema),
      shipByEnd: instantSchema,
      phase: orderPhaseSchema,
      amendedAt: instantSchema,
    }),
  ),
  'order.amendment-rejected.v1': event(
    'A side said no to the proposed amendment, or took its own proposal back; the contract stays as it was.',
    record(proposal),
  ),
  'order.amendment-lapsed.v1': event(
    'Nobody accepted the proposed amendment in time; the contract stays as it was.',
    record({ ...subject, contractHash: sha256Schema, dueAt: instantSchema }),
  ),
});
