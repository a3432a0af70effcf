import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { operationOf } from '../policy/operation.js';
import { ANYONE, lineOf, type Line } from '../policy/policy.js';
import { unauthenticated } from '../problem/known-failures.js';
import { Problem } from '../problem/problem.js';
import type { Caller } from './caller.js';
import { Tokens } from './tokens.js';

const callers = new WeakMap<FastifyRequest, Caller>();

/** Who sent this request; only for routes that are not open to everyone. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('the route is open to everyone and has no caller');
  return caller;
}

/** Lets a request in when its token is good and the policy table has its role for the operation; closed by default. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const operation = operationOf(context.getHandler());
    if (operation === undefined) throw forbidden('not-permitted', 'Nobody may call this.');
    const line = lineOf(operation);
    if (line === ANYONE) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerTokenOf(request);
    const known = this.tokens.recall(token);
    if (known !== undefined) return admit(request, known, line);
    return this.tokens.verify(token).then((caller) => admit(request, caller, line));
  }
}

function admit(request: FastifyRequest, caller: Caller, { roles, scope }: Line): boolean {
  const { role } = caller.actor;
  if (!roles.includes(role))
    throw forbidden('role-not-permitted', `This is not for the role ${role}, but for: ${roles.join(', ')}.`);
  if (!caller.scopes.has(scope)) throw forbidden('scope-missing', `The token lacks the scope "${scope}".`);
  callers.set(request, caller);
  return true;
}

function bearerTokenOf({ headers }: FastifyRequest): string {
  const [scheme = '', token = ''] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer' && token !== '') return token;
  throw new Problem(unauthenticated('token-missing', 'Send a token: `Authorization: Bearer …`.'));
}

const forbidden = (code: string, detail: string): Problem => new Problem({ status: 403, code, detail });
