import type { QuotationEvent } from './events.js';
import type { Quotation } from './state.js';

export const evolve = (quotation: Quotation, event: QuotationEvent): Quotation => {
  switch (event.type) {
    case 'quotation.given.v1': {
      const { givenAt: _at, ...quoted } = event.data;
      return { phase: 'given', quoted };
    }
    case 'quotation.withdrawn.v1':
      if (quotation.phase === 'none') throw new TypeError('A quotation was withdrawn before it was given');
      return { phase: 'withdrawn', quoted: quotation.quoted };
  }
};
