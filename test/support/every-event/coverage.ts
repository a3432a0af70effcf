import {
  currency,
  disputeId,
  money,
  orderId,
  organisationId,
  recourseId,
  refundId,
  systemActor,
  type MoneyData,
} from '#kernel';
import { coverage, type CoverageCommand } from '#contexts/coverage';
import type { Api } from '../api.js';
import { fromOutside } from '../bank.js';
import { usd } from '../values.js';

/** The line of a supplier of whose order a part is refunded: what the sagas would send, one command after the other. */
export async function refundedCover(api: Api): Promise<void> {
  const supplierId = organisationId('every-event-supplier');
  const order = orderId('e0000000-0000-4000-8000-00000000c0e1');
  const dispute = disputeId(`${order}-1`);
  const refund = refundId(`${dispute}-1`);
  const ofOrder = { supplierId, orderId: order };
  const wants = (base: MoneyData) => ({ ...ofOrder, coverageType: 'post-delivery', base, cap: null }) as const;
  const all = money(3_000_00n, currency('USD'));
  const commands: readonly CoverageCommand[] = [
    { type: 'grant-limit', supplierId, limit: usd('5000.00') },
    { type: 'reserve-cover', ...wants(usd('3000.00')) },
    { type: 'adjust-cover', ...wants(usd('2000.00')) },
    { type: 'hold-cover', ...ofOrder, disputeId: dispute, coverageType: 'post-delivery', granted: usd('2000.00') },
    { type: 'consume-cover', ...ofOrder, disputeId: dispute, refundId: refund, amount: usd('800.00') },
    { type: 'unhold-cover', ...ofOrder, disputeId: dispute },
    { type: 'restore-cover', ...ofOrder, recourseId: recourseId(refund), amount: usd('500.00') },
  ];
  const { pipeline } = api.application.engine;
  for (const command of commands) {
    const envelope = { ...fromOutside(), actor: systemActor('every-event') };
    await pipeline.run(coverage, supplierId, command, envelope, () => Promise.resolve({ net: { initial: all, all } }));
  }
}
