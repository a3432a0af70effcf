import { decideBy } from '#kernel';
import type { CoverageCommand } from './commands.js';
import { consumeCover, restoreCover } from './decide/claims.js';
import type { Context } from './decide/common.js';
import { holdCover, unholdCover } from './decide/holds.js';
import { changeLimit, grantLimit } from './decide/limit.js';
import { adjustCover, releaseCover, reserveCover } from './decide/reservation.js';
import type { CoverageEvent } from './events.js';
import type { Coverage } from './state.js';

export const decide = decideBy<Coverage, CoverageCommand, CoverageEvent, Context>({
  'grant-limit': grantLimit,
  'change-limit': changeLimit,
  'reserve-cover': reserveCover,
  'adjust-cover': adjustCover,
  'hold-cover': holdCover,
  'unhold-cover': unholdCover,
  'consume-cover': consumeCover,
  'restore-cover': restoreCover,
  'release-cover': releaseCover,
});
