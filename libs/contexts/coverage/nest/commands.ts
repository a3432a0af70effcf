import { commandsOf, DomainCommand } from '#platform';
import { coverage, type ChangeLimit, type GrantLimit, type ReleaseCover, type ReserveCover } from '../index.js';

export class GrantLimitCommand extends DomainCommand<GrantLimit> {}
export class ChangeLimitCommand extends DomainCommand<ChangeLimit> {}
export class ReserveCoverCommand extends DomainCommand<ReserveCover> {}
export class ReleaseCoverCommand extends DomainCommand<ReleaseCover> {}

export const coverageCommands = commandsOf(coverage, {
  'grant-limit': GrantLimitCommand,
  'change-limit': ChangeLimitCommand,
  'reserve-cover': ReserveCoverCommand,
  'release-cover': ReleaseCoverCommand,
});
