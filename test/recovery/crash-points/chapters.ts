import { disputeId, instant, organisationId, recourseId, type Actor, type Instant } from '#kernel';
import { DetermineDisputeCommand } from '#contexts/dispute/nest';
import { RecordRecoveryCommand } from '#contexts/recourse/nest';
import { commandIdFor, type DomainCommand } from '#platform';
import { Api, ARBITER, OPERATOR, type Party } from '../../support/api.js';
import { heard } from '../../support/disputed-orders.js';
import { usd } from '../../support/values.js';

/** A part of the story of a dispute: when it is, and what people send meanwhile. */
export interface Chapter {
  readonly now: Instant;
  readonly commands: readonly DomainCommand[];
}

/** Brings an order to the point where its dispute is to be determined, and tells what follows. */
export async function begin(folder: string): Promise<{ readonly refund: Chapter; readonly end: Chapter }> {
  const api = await Api.start(folder);
  const { dispute, evidence } = await heard(api).finally(() => api.close());
  return { refund: refundOf(dispute, evidence), end: endOf(dispute) };
}

/** From the determination until the money is with the buyer and is claimed from the supplier. */
function refundOf(dispute: string, evidence: readonly string[]): Chapter {
  const verdict = { fault: 'supplier', amount: null, reasons: 'The pictures show it.', evidence } as const;
  const after = { goods: 'keep', order: 'continues' } as const;
  const command = { type: 'determine-dispute', disputeId: disputeId(dispute), ...verdict, ...after } as const;
  const commands = [new DetermineDisputeCommand(dispute, command, envelope(ARBITER, 'determination'))];
  return { now: instant('2027-03-07T12:00:00Z'), commands };
}

/** The time for an appeal is over, and the dispute becomes final; meanwhile the supplier pays a part of what is claimed from him. */
function endOf(dispute: string): Chapter {
  const recourse = recourseId(`${dispute}-1`);
  const command = { type: 'record-recovery', recourseId: recourse, amount: usd('1200.00') } as const;
  const commands = [new RecordRecoveryCommand(recourse, command, envelope(OPERATOR, 'recovery'))];
  return { now: instant('2027-03-18T12:00:00Z'), commands };
}

function envelope([role, organisation]: Party, key: string) {
  const commandId = commandIdFor(organisation, key);
  const actor: Actor = { id: `${role}-1`, onBehalfOf: null, organisation: organisationId(organisation), role };
  return { commandId, correlationId: commandId, causationId: null, actor, occurredAt: null };
}
