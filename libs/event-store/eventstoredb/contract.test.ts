import { startServer } from '../../../test/support/eventstoredb/serving.js';
import { eventStoreContract } from '../contract.js';
import { EventStoreDbEventStore } from './index.js';

eventStoreContract('the adapter of EventStoreDB, on a server of the tests', async () => {
  const { url } = await startServer();
  const open = () => EventStoreDbEventStore.open(url);
  return { store: open(), reopen: () => Promise.resolve(open()) };
});
