import type { Ports } from '#platform';
import type { SubscriptionBatch } from '#event-store';
import type { Generation } from '#read-store';
import { replaced } from './replaced.js';
import type { Defect } from './stage.js';

/** A saga runner that says it has taken its inputs before it has. */
export const movesCheckpointFirst: Defect = () => (role, ports) => {
  if (role !== 'saga-runner') return ports;
  const { eventStore, readStore } = ports;
  const subscribe: Ports['eventStore']['subscribe'] = async function* (options): AsyncIterable<SubscriptionBatch> {
    for await (const batch of eventStore.subscribe(options)) {
      const ofInputs = options.filter?.streamPrefixes === undefined;
      if (ofInputs) await readStore.moveCheckpoint('saga-inputs', batch.upTo);
      yield batch;
    }
  };
  return { ...ports, eventStore: replaced(eventStore, { subscribe }) };
};

/** A saga runner whose key for a payment is made anew by each process. */
export const asksUnderNewKeys: Defect = () => {
  let processes = 0;
  return (role, ports) => {
    const { paymentProvider: bank } = ports;
    if (role !== 'saga-runner' || bank === null) return ports;
    const name = `process-${++processes}`;
    const payOut: typeof bank.payOut = (order) => bank.payOut({ ...order, key: `${order.key}-${name}` });
    const findPayOut: typeof bank.findPayOut = (key) => bank.findPayOut(`${key}-${name}`);
    return { ...ports, paymentProvider: replaced(bank, { payOut, findPayOut }) };
  };
};

/** A projector that says it has passed events before their documents are there. */
export const commitsCheckpointFirst: Defect = () => (role, ports) => {
  const { readStore } = ports;
  const generation = async <Doc extends object>(...which: Parameters<typeof readStore.generation>) => {
    const given = await readStore.generation<Doc>(...which);
    const commit: Generation<Doc>['commit'] = async ({ checkpoint, ...rest }) => {
      if (checkpoint !== undefined) await given.commit({ checkpoint });
      return given.commit(rest);
    };
    return replaced(given, { commit });
  };
  return role === 'projector' ? { ...ports, readStore: replaced(readStore, { generation }) } : ports;
};
