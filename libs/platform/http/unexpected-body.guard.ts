import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { badRequest } from '../problem/problem.js';
import { isUpload } from './upload.js';

/** Refuses what is sent to an act that takes nothing: who sends it believes that it is heeded. */
@Injectable()
export class UnexpectedBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isEmpty(request.body) || takesBody(context) || isUpload(request)) return true;
    throw badRequest('unexpected-body', 'This takes no body: send none, or an empty object.');
  }
}

const isEmpty = (body: unknown): boolean =>
  body === undefined ||
  (typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0);

/** By what Nest's own `@Body()` writes: `<kind>:<index>` for every parameter. */
function takesBody(context: ExecutionContext): boolean {
  const { name } = context.getHandler();
  // an object, where a route has parameters
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object;
  return Object.keys(parameters).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}
