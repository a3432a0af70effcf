import { temporaryFolder } from '../../../test/support/event-store.js';
import { eventStoreContract } from '../contract.js';
import { EmbeddedEventStore } from './index.js';

eventStoreContract('the embedded adapter', async () => {
  const folder = await temporaryFolder();
  return { store: await EmbeddedEventStore.open(folder), reopen: () => EmbeddedEventStore.open(folder) };
});
