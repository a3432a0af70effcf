import { STATUS_CODES } from 'node:http';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asError } from '#runtime';
import type { JsonLog } from '../config/json-log.js';
import { knownFailure } from './known-failures.js';
import type { ProblemDetails } from './problem.js';

const UNFORESEEN: ProblemDetails = {
  status: 500,
  code: 'internal-error',
  detail: 'Something went wrong here; it was logged. Sending the same request again does no harm.',
};

/** Every failed request is answered with a problem document; what nobody foresaw is logged and tells nothing of our inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: JsonLog) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = knownFailure(thrown) ?? UNFORESEEN;
    if (problem === UNFORESEEN) {
      const { method, url } = http.getRequest<FastifyRequest>();
      this.log.error('a request failed', { method, url, error: asError(thrown).stack });
    }
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

export function documentOf({ status, code, detail, errors, facts }: ProblemDetails): string {
  const type = `urn:trade-assurance:problem:${code}`;
  return JSON.stringify({ type, title: STATUS_CODES[status], status, code, detail, errors, facts });
}

/** Answers with a problem document. */
export function sendProblem(reply: FastifyReply, problem: ProblemDetails): void {
  const { status, retryAfter, headers } = problem;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value);
  reply.status(status).header('content-type', PROBLEM_JSON).send(documentOf(problem));
}
