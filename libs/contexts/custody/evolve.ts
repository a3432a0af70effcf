import type { CustodyEvent } from './events.js';
import type { Custody } from './state.js';

export const evolve = (custody: Custody, event: CustodyEvent): Custody => {
  switch (event.type) {
    case 'custody.stored.v1':
      return { phase: 'stored', document: event.data };
    case 'custody.accessed.v1':
      return custody;
  }
};
