import {
  decideBy,
  fromData,
  happened,
  isEqual,
  isPlatform,
  nothing,
  refuse,
  toData,
  type DecisionContext,
  type MoneyData,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { ChangeLimit, CoverageCommand, GrantLimit, ReleaseCover, ReserveCover } from './commands.js';
import type { CoverageEvent } from './events.js';
import {
  grantedFor,
  newCoverage,
  requestedFor,
  standingOf,
  withLimit,
  withReservation,
  withoutReservation,
  type Coverage,
  type GrantedCoverage,
} from './state.js';

type Context = DecisionContext<RuleSet>;
type Decide<C extends CoverageCommand> = Rule<Coverage, C, CoverageEvent, Context>;

/** The platform, not the supplier, sets the limit [seed: "designated by"]. */
const grantLimit: Decide<GrantLimit> = (coverage, { supplierId, limit }, { actor }) => {
  if (!isPlatform(actor) && actor.role !== 'operator') return refuse('only-an-operator-grants-a-limit');
  const asked = fromData(limit);
  if (coverage.phase === 'granted')
    return isEqual(coverage.limit, asked)
      ? nothing()
      : refuse('limit-already-granted', { limit: toData(coverage.limit) });
  if (asked.minor < 0n) return refuse('limit-negative', { limit });
  const standing = standingOf(newCoverage(supplierId, asked));
  return happened({ type: 'coverage.limit-granted.v1', data: { supplierId, ...standing } });
};

/** Cut below what is reserved, it leaves the reservations standing and nothing remaining. */
const changeLimit: Decide<ChangeLimit> = (coverage, { supplierId, limit }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-changes-a-limit');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const asked = fromData(limit);
  if (isEqual(coverage.limit, asked)) return nothing();
  if (asked.minor < 0n) return refuse('limit-negative', { limit });
  const mismatch = otherCurrency(coverage, limit);
  if (mismatch !== undefined) return mismatch;
  const standing = standingOf(withLimit(coverage, asked));
  return happened({
    type: 'coverage.limit-changed.v1',
    data: { supplierId, previous: toData(coverage.limit), ...standing },
  });
};

const reserveCover: Decide<ReserveCover> = (coverage, command, { actor }) => {
  const { supplierId, orderId, coverageType, base, cap } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-reserves-cover');
  // The enrolment is known before its limit is granted: whoever reserves in between comes again.
  if (coverage.phase === 'none') return refuse('reservation-too-early', { supplierId });
  if (coverage.open.has(orderId)) return nothing();
  const mismatch = otherCurrency(coverage, base);
  if (mismatch !== undefined) return mismatch;
  const requested = requestedFor(fromData(base), cap && fromData(cap));
  const granted = grantedFor(requested, coverage);
  const amounts = { base, requested: toData(requested), granted: toData(granted) };
  const standing = standingOf(withReservation(coverage, orderId, granted));
  return happened({
    type: 'coverage.reserved.v1',
    data: { supplierId, orderId, coverageType, ...amounts, ...standing },
  });
};

/** Cover freed here never tops up another order; it only raises what remains for the next. */
const releaseCover: Decide<ReleaseCover> = (coverage, { supplierId, orderId, reason }, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-releases-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const held = coverage.open.get(orderId);
  if (held === undefined) return nothing();
  const standing = standingOf(withoutReservation(coverage, orderId));
  return happened({
    type: 'coverage.released.v1',
    data: { supplierId, orderId, reason, amount: toData(held), ...standing },
  });
};

function otherCurrency({ limit }: GrantedCoverage, { currency }: MoneyData): Refusal | undefined {
  if (currency === limit.currency) return undefined;
  return refuse('currency-mismatch', { expected: limit.currency, stated: currency });
}

export const decide = decideBy<Coverage, CoverageCommand, CoverageEvent, Context>({
  'grant-limit': grantLimit,
  'change-limit': changeLimit,
  'reserve-cover': reserveCover,
  'release-cover': releaseCover,
});
