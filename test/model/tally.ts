import type { StepResult } from '../../apps/cli/script/run-script.js';
import type { Ledger } from './ledger.js';

/** By what was sent, without ids: how often it was accepted, and refused with which code. */
export type Tally = Map<string, { accepted: number; readonly refused: Map<string, number> }>;

export function count(tally: Tally, { what, status, code }: StepResult): void {
  if (status === null) return;
  const counted = entryOf(tally, kindOf(what));
  if (status < 300) counted.accepted += 1;
  else counted.refused.set(code ?? '', (counted.refused.get(code ?? '') ?? 0) + 1);
}

/** What came of it all by itself at the end of a course. */
export function countOutcomes(tally: Tally, { orders }: Ledger): void {
  const outcome = (name: string, times: number): void => void (entryOf(tally, name).accepted += times);
  const payments = orders.flatMap((order) => [...order.payments.values()]);
  const refunds = orders.flatMap((order) => order.refunds);
  outcome('(a refund)', refunds.filter(({ payable }) => payable > 0n).length);
  outcome('(nothing to refund)', refunds.filter(({ payable }) => payable === 0n).length);
  outcome('(a return)', payments.filter(({ returned }) => returned > 0n).length);
  outcome('(a reversal)', payments.filter(({ reversed }) => reversed > 0n).length);
  outcome('(cover restored)', orders.filter(({ restored }) => restored > 0n).length);
  outcome('(cover released)', orders.filter(({ released }) => (released ?? 0n) > 0n).length);
}

export const textOf = (tally: Tally): string =>
  [...tally]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { accepted, refused }]) => `${name}: ${accepted}, refused ${JSON.stringify(Object.fromEntries(refused))}`,
    )
    .join('\n');

function entryOf(tally: Tally, name: string): { accepted: number; readonly refused: Map<string, number> } {
  const entry = tally.get(name) ?? { accepted: 0, refused: new Map<string, number>() };
  tally.set(name, entry);
  return entry;
}

/** `disputes/determinations`, of `POST /v1/disputes/<id>/determinations`. */
function kindOf(what: string): string {
  if (what.startsWith('calls back')) return `callback ${/"kind":"([a-z]+)"/.exec(what)?.[1] ?? ''}`;
  const [, , resource = '', , ...act] = what
    .replace(/[?(].*/, '')
    .trim()
    .split('/');
  return [resource, ...act].join('/');
}
