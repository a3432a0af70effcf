import type { RecordedEvent } from '#kernel';
import { commandsCountOnce } from './commands-count-once.js';
import { coverStaysWithinLimits } from './cover-stays-within-limits.js';
import { violationOf, type Check, type Violation } from './invariant.js';
import { moneyIsNeverLost } from './money-is-never-lost.js';
import { oneRefundPerDecision } from './one-refund-per-decision.js';
import { refundsStayWithinMoney } from './refunds-stay-within-money.js';

/** What an audit has found of one invariant. */
export interface Finding {
  readonly invariant: number;
  readonly rule: string;
  readonly violations: number;
  /** In the order of events; null when the invariant holds. */
  readonly first: Violation | null;
}

interface Audited {
  readonly check: Check;
  violations: number;
  first: Violation | null;
}

/**
 * Holds a history against the rulebook's invariants, from its events alone: no read model, no state of the software that
 * wrote it. Each event is taken once, in the order of positions.
 */
export class InvariantAudit {
  events = 0;
  #last: RecordedEvent | undefined;
  readonly #audited: readonly Audited[] = [
    coverStaysWithinLimits(),
    refundsStayWithinMoney(),
    oneRefundPerDecision(),
    moneyIsNeverLost(),
    commandsCountOnce(),
  ].map((check) => ({ check, violations: 0, first: null }));

  take(event: RecordedEvent): void {
    this.events += 1;
    this.#last = event;
    for (const audited of this.#audited) {
      const problem = problemOf(audited.check, event);
      if (problem !== undefined) note(audited, event, problem);
    }
  }

  /** What was found so far. It can be asked again when more events were taken. */
  findings(): readonly Finding[] {
    const last = this.#last;
    return this.#audited.map(({ check, violations, first }) => {
      const missing = last === undefined ? [] : (check.missing?.(last) ?? []);
      const [none] = missing;
      return {
        invariant: check.invariant,
        rule: check.rule,
        violations: violations + missing.length,
        first: first ?? (none === undefined ? null : violationOf(check, none.event, none.problem)),
      };
    });
  }
}

/** An event of a known type that is not of its shape, as another hand writes them, is itself what is wrong. */
function problemOf(check: Check, event: RecordedEvent): string | undefined {
  try {
    return check.take(event);
  } catch (error) {
    return `it cannot be read: ${String(error)}`;
  }
}

function note(audited: Audited, event: RecordedEvent, problem: string): void {
  audited.violations += 1;
  audited.first ??= violationOf(audited.check, event, problem);
}
