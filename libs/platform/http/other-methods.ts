import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../problem/problem.filter.js';

/** The methods of every path that is served. */
export type Served = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects what is served from here on. */
export function watchRoutes(fastify: FastifyInstance): Served {
  const served = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const methods = served.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    served.set(url, methods);
  });
  return served;
}

/** At a path that there is, a method that there is not gets 405 and what there is (RFC 9110, 15.5.6). */
export function refuseOtherMethods(fastify: FastifyInstance, served: Served): void {
  for (const [url, methods] of [...served]) {
    const allowed = [...methods];
    // A route for GET brings its HEAD along.
    const others = fastify.supportedMethods.filter((method) => method !== 'HEAD' && !methods.has(method));
    const refuse = ({ method }: FastifyRequest, reply: FastifyReply): void => {
      const detail = `There is no ${method} at this path, but ${allowed.join(', ')}.`;
      sendProblem(reply, { status: 405, code: 'method-not-allowed', detail, headers: { allow: allowed.join(', ') } });
    };
    // Before a body is looked at, which would be refused for its form.
    fastify.route({ method: others, url, onRequest: refuse, handler: refuse });
  }
}
