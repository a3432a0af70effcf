import { fromData } from '#kernel';
import type { TransferTermsEvent } from './events.js';
import type { TransferTerms } from './state.js';

export const evolve = (terms: TransferTerms, event: TransferTermsEvent): TransferTerms => {
  switch (event.type) {
    case 'transfer-terms.fee-set.v1': {
      const { country, fee } = event.data;
      const { [country]: _, ...others } = terms.feeByCountry;
      return { ...terms, feeByCountry: fee === null ? others : { ...others, [country]: fromData(fee) } };
    }
    case 'transfer-terms.calendar-set.v1':
      return { ...terms, calendar: event.data.calendar };
  }
};
