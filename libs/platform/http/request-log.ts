import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { JsonLog } from '../config/json-log.js';

/** One line per request, without its body or token. */
export function logRequests(app: NestFastifyApplication, log: JsonLog): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', ({ method, url }, { statusCode, elapsedTime }, done) => {
    log.info('request', { method, url, status: statusCode, ms: Math.round(elapsedTime * 10) / 10 });
    done();
  });
}
