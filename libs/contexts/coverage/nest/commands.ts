import { commandsOf, DomainCommand } from '#platform';
import {
  coverage,
  type AdjustCover,
  type ChangeLimit,
  type ConsumeCover,
  type GrantLimit,
  type HoldCover,
  type ReleaseCover,
  type ReserveCover,
  type RestoreCover,
  type UnholdCover,
} from '../index.js';
import { claimsOnOrder, netOfOrder } from './facts.js';

export class GrantLimitCommand extends DomainCommand<GrantLimit> {}
export class ChangeLimitCommand extends DomainCommand<ChangeLimit> {}
export class ReserveCoverCommand extends DomainCommand<ReserveCover> {}
export class AdjustCoverCommand extends DomainCommand<AdjustCover> {}
export class HoldCoverCommand extends DomainCommand<HoldCover> {}
export class UnholdCoverCommand extends DomainCommand<UnholdCover> {}
export class ConsumeCoverCommand extends DomainCommand<ConsumeCover> {}
export class RestoreCoverCommand extends DomainCommand<RestoreCover> {}
export class ReleaseCoverCommand extends DomainCommand<ReleaseCover> {}

export const coverageCommands = commandsOf(coverage, {
  'grant-limit': GrantLimitCommand,
  'change-limit': ChangeLimitCommand,
  'reserve-cover': ReserveCoverCommand,
  'adjust-cover': AdjustCoverCommand,
  'hold-cover': HoldCoverCommand,
  'unhold-cover': UnholdCoverCommand,
  'consume-cover': { command: ConsumeCoverCommand, facts: netOfOrder },
  'restore-cover': RestoreCoverCommand,
  'release-cover': { command: ReleaseCoverCommand, facts: claimsOnOrder },
});
