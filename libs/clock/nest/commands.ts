import { commandsOf, DomainCommand, type FactsFor } from '#platform';
import {
  movements,
  SystemClock,
  type AdvanceClock,
  type ClockCommand,
  type ClockFacts,
  type SetClock,
} from '../index.js';

export class AdvanceClockCommand extends DomainCommand<AdvanceClock> {}
export class SetClockCommand extends DomainCommand<SetClock> {}

const realTime: FactsFor<ClockCommand, ClockFacts> = () => Promise.resolve({ realNow: new SystemClock().now() });

export const clockCommands = commandsOf(movements, {
  'advance-clock': { command: AdvanceClockCommand, facts: realTime },
  'set-clock': { command: SetClockCommand, facts: realTime },
});
