import { resolve } from 'node:path';
import type { Settings } from '#platform';
import { BUYER } from './demo/marketplace.js';

const DEFAULT_URL = 'http://127.0.0.1:3000';

/** What a person is told once the service answers. @param orderId of a demo order, when there is one. */
export function welcome(
  url: string,
  { dataDir, clock, paymentProvider }: Settings,
  orderId: string | undefined,
): string {
  // Other settings than the defaults are repeated, for the other terminal does not have them.
  const folder = dataDir === resolve('data') ? '' : ` --data-dir '${dataDir}'`;
  const address = url === DEFAULT_URL ? '' : ` --url ${url}`;
  const demo = [
    `  a token           npm run -s ta -- token --role buyer --organisation ${BUYER}${folder}`,
    `  a demo order      curl -H "Authorization: Bearer <token>" ${url}/v1/orders/${String(orderId)}/status`,
  ];
  const movable = [`  move the time     npm run ta -- clock advance 5d${folder}${address}`];
  return `${[
    '',
    `Trade Assurance answers at ${url}`,
    '',
    `  API reference     ${url}/docs`,
    `  health            ${url}/health/ready`,
    ...(orderId === undefined ? [] : demo),
    ...(clock === 'movable' ? movable : []),
    ...(paymentProvider === undefined ? [] : [`  payment provider  ${paymentProvider.name} at ${paymentProvider.url}`]),
    `  data              ${dataDir}`,
    '  stop              Ctrl-C',
    '',
  ].join('\n')}\n`;
}
