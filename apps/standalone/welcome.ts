import type { Settings } from '#platform';
import { BUYER } from './demo/marketplace.js';

/** What a person is told once the service answers. @param orderId of a demo order, when there is one. */
export function welcome(url: string, { dataDir, clock }: Settings, orderId: string | undefined): string {
  const demo = [
    `  a token           npm run -s ta -- token --role buyer --organisation ${BUYER}`,
    `  a demo order      curl -H "Authorization: Bearer <token>" ${url}/v1/orders/${String(orderId)}/status`,
  ];
  const movable = ['  move the time     npm run ta -- clock advance 5d'];
  return `${[
    '',
    `Trade Assurance answers at ${url}`,
    '',
    `  API reference     ${url}/docs`,
    `  health            ${url}/health/ready`,
    ...(orderId === undefined ? [] : demo),
    ...(clock === 'movable' ? movable : []),
    `  data              ${dataDir}`,
    '  stop              Ctrl-C',
    '',
  ].join('\n')}\n`;
}
