import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOOK_EVERY_MS = 20;

/**
 * Takes no new request and resolves when those under way are answered. A client that keeps its connection open for a next
 * request does not hold it up: the connection is closed as soon as nothing is under way on it.
 */
export async function closeHttpApp(app: NestFastifyApplication): Promise<void> {
  const { server } = app.getHttpAdapter().getInstance();
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  try {
    await app.close();
  } finally {
    clearInterval(looking);
  }
}
