import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { StartupError } from '../config/startup-error.js';
import { operationOf } from './operation.js';
import type { OperationName } from './policy.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Undefined when the route stands under no line of the policy table. */
  readonly operation: OperationName | undefined;
}

/** Every route of every controller. */
export function routesOf(modules: ModulesContainer): readonly Route[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype, instance }) => {
    if (metatype === null) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>; // a controller's methods
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) return [];
      const path = [metatype, handler].map((each) => String(Reflect.getMetadata(PATH_METADATA, each) ?? ''));
      return {
        method: RequestMethod[method],
        path: `/${path.join('/')}`.replace(/\/+/g, '/'),
        operation: operationOf(handler),
      };
    });
  });
}

/** Nothing starts while a route has not been given its line. @throws StartupError */
export function requireLines(routes: readonly Route[]): void {
  const open = routes.filter(({ operation }) => operation === undefined).map(({ method, path }) => `${method} ${path}`);
  if (open.length > 0) throw new StartupError(`Cannot start: no line in the policy table for ${open.join(', ')}`);
}
