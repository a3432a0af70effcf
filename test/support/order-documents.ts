import { orderStatus } from '#read-models/order-status';
import { ORDER, histories } from './order-history.js';
import { recordedAs } from './recorded.js';

/** The page of an order in every situation in which it can be. */
export const orderDocuments: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(histories).flatMap(([situation, history]) => {
    const document = history
      .map(
        ({ type, data }, revision) => recordedAs(type, data as never, { stream: `order-${ORDER}`, revision }), // JSON by the catalogue
      )
      .reduce<object | null>((doc, event) => orderStatus.project(doc as never, event, ORDER), null); // its own
    return document === null ? [] : [[situation, document]];
  }),
);
