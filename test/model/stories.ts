import type { Act, Side } from './acts.js';

/** What each needs a dozen acts in the right order for, which chance alone seldom finds. */

const other = (side: Side): Side => (side === 'buyer' ? 'supplier' : 'buyer');

/** A claim about quality is made before dispatch or after it, as the order's cover is: one of the two is in its time. */
export const claim = (order: number): readonly Act[] => [
  { kind: 'arrive', order, purpose: 'initial', share: 4 },
  { kind: 'dispute', order, reason: 'quality' },
  { kind: 'dispatch', order, half: false },
  { kind: 'dispute', order, reason: 'quality' },
];

export const verdict = (order: number, share: number | null, ends = false): readonly Act[] => [
  ...claim(order),
  { kind: 'advance', by: '5d' },
  { kind: 'escalate', order },
  { kind: 'advance', by: '8d' },
  { kind: 'determine', order, fault: 'supplier', share, ends },
];

export const settlement = (order: number, by: Side, share: number): readonly Act[] => [
  ...claim(order),
  { kind: 'offer', order, side: by, share },
  { kind: 'accept-offer', order, side: other(by), number: 1 },
];

/** It is decided when the days for both sides' evidence are over. */
export const appeal = (order: number, side: Side, share: number | null): readonly Act[] => [
  { kind: 'appeal', order, side },
  { kind: 'advance', by: '16d' },
  { kind: 'decide-appeal', order, fault: share === null ? 'none' : 'supplier', share, ends: false },
];

export const cancellation = (order: number, by: Side, share: number): readonly Act[] => [
  { kind: 'arrive', order, purpose: 'initial', share: 4 },
  { kind: 'propose-cancellation', order, side: by, share },
  { kind: 'accept-cancellation', order, side: other(by), share },
];

/** The first try fails, and one of the next ones pays. */
export const failing = (acts: readonly Act[]): readonly Act[] => [
  { kind: 'provider', mood: 'fails' },
  ...acts,
  { kind: 'provider', mood: 'pays' },
  { kind: 'advance', by: '1d' },
];

/** Whatever is to be paid ends with an operator, who pays by hand. */
export const byHand = (order: number, acts: readonly Act[]): readonly Act[] => [
  { kind: 'provider', mood: 'fails-for-good' },
  ...acts,
  { kind: 'provider', mood: 'pays' },
  { kind: 'pay-by-hand', order },
];

const agreed = (
  supplier: number,
  type: 'pre-shipment' | 'post-delivery',
  units: number,
  initial: number,
): Extract<Act, { kind: 'agree' }> => ({
  kind: 'agree',
  supplier,
  type,
  units,
  initial,
  cap: null,
  shipIn: 400,
  until: 'both',
});

/** The first courses of every run: between them they reach all that must have been compared at least once. */
export const PREPARED: readonly (readonly Act[])[] = [
  [
    // Reduced cover, too much money, a full refund, lowered by an appeal.
    agreed(0, 'post-delivery', 6, 3),
    { kind: 'arrive', order: 0, purpose: 'initial', share: 5 },
    ...verdict(0, null),
    ...appeal(0, 'supplier', null),
    { kind: 'recover', order: 0, share: 1 },
  ],
  [
    // A refund that fails first, raised by an appeal; then the bank takes the payment back.
    agreed(1, 'pre-shipment', 4, 2),
    ...failing(verdict(0, 2)),
    ...appeal(0, 'buyer', 4),
    { kind: 'reverse', payment: 0 },
  ],
  [
    // Agreed on and paid by hand; cancelled by agreement; taken back before there is anything to refund.
    agreed(0, 'pre-shipment', 2, 1),
    agreed(1, 'pre-shipment', 2, 2),
    agreed(1, 'post-delivery', 2, 2),
    ...byHand(0, settlement(0, 'supplier', 2)),
    ...cancellation(1, 'supplier', 2),
    ...claim(2),
    { kind: 'reverse', payment: 2 },
    { kind: 'advance', by: '5d' },
    { kind: 'escalate', order: 2 },
    { kind: 'advance', by: '8d' },
    { kind: 'determine', order: 2, fault: 'supplier', share: 4, ends: false },
  ],
];
