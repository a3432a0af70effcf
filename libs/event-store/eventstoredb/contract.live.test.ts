import { describe, it } from '@jest/globals';
import { eventStoreContract } from '../contract.js';
import { EventStoreDbEventStore } from './index.js';

const url = process.env['EVENTSTORE_URL'];

if (url === undefined)
  describe('EventStoreDB', () => it.skip('is not tested: EVENTSTORE_URL is not set', () => undefined));
else
  eventStoreContract('EventStoreDB', () => {
    const open = () => EventStoreDbEventStore.open(url);
    return Promise.resolve({ store: open(), reopen: () => Promise.resolve(open()) });
  });
