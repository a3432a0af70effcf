import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOOK_EVERY_MS = 20;
/** So long may a request that is under way take; what never sends its other half is cut off then. */
const GRACE_MS = 5_000;

const underWay = new WeakMap<Server, number>();

/** Counts the requests under way, for `closeHttpApp`. To be called before the server listens. */
export function countRequests(server: Server): void {
  const add = (change: 1 | -1): void => void underWay.set(server, (underWay.get(server) ?? 0) + change);
  server.on('request', (_request, response) => {
    add(1);
    response.once('close', () => add(-1));
  });
}

/**
 * Takes no new request and resolves when those under way are answered. Connections on which nothing is under way do not hold it up:
 * neither one that is kept open for a next request, nor one that has not begun with its first.
 */
export async function closeHttpApp(app: NestFastifyApplication): Promise<void> {
  const { server } = app.getHttpAdapter().getInstance();
  const cutOffAt = performance.now() + GRACE_MS;
  const looking = setInterval(() => {
    const idle = (underWay.get(server) ?? 0) === 0;
    if (idle || performance.now() > cutOffAt) server.closeAllConnections();
    else server.closeIdleConnections();
  }, LOOK_EVERY_MS);
  try {
    await app.close();
  } finally {
    clearInterval(looking);
  }
}
