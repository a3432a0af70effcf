import type { DynamicModule, Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../auth/access.guard.js';
import { Tokens } from '../auth/tokens.js';
import { NestLog, type JsonLog } from '../config/json-log.js';
import { serveReference } from '../openapi/reference.js';
import { requireLines, routesOf } from '../policy/closed-by-default.js';
import { knownFailure, MALFORMED } from '../problem/known-failures.js';
import { ProblemFilter, sendProblem } from '../problem/problem.filter.js';
import { bodyPipe } from './body.pipe.js';
import { answerClientError } from './client-errors.js';
import { countRequests } from './close-app.js';
import { takeJsonOnly } from './json-body.js';
import { refuseOtherMethods, watchRoutes } from './other-methods.js';
import { logRequests } from './request-log.js';
import { UnexpectedBodyGuard } from './unexpected-body.guard.js';
import { takeUploads } from './upload.js';

/**
 * An HTTP app of this platform, ready to listen: every route behind the policy table, bodies validated, failures answered as
 * problem documents, the API reference served.
 *
 * @throws StartupError when a route has no line in the policy table.
 */
export async function createHttpApp(module: Type | DynamicModule, log: JsonLog): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    // What the router refuses before any filter of Nest's is reached: a path that cannot be decoded.
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, knownFailure(error) ?? MALFORMED),
  });
  takeJsonOnly(adapter.getInstance());
  takeUploads(adapter.getInstance());
  countRequests(adapter.getInstance().server);
  const served = watchRoutes(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(log),
    abortOnError: false, // a failed start is the caller's to report
    bodyParser: false,
  });
  app.useGlobalGuards(new AccessGuard(app.get(Tokens)), new UnexpectedBodyGuard());
  app.useGlobalPipes(bodyPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  if (log.logs('info')) logRequests(app, log);
  serveReference(app);
  await app.init();
  refuseOtherMethods(adapter.getInstance(), served);
  await adapter.getInstance().ready();
  requireLines(routesOf(app.get(ModulesContainer)), [...served.keys()]);
  return app;
}
