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
      // what Nest's own decorators write
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) return [];
      const path = [metatype, handler].map((each) => String(Reflect.getMetadata(PATH_METADATA, each) ?? ''));
      return {
        method: RequestMethod[method],
        path: `/${path.join('/')}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
        operation: operationOf(handler),
      };
    });
  });
}

/** Open to everyone, and served without a controller: the page of the API reference. */
const REFERENCE = /^\/(docs(\/|$)|openapi\.json$)/;

/**
 * Nothing starts while a route has not been given its line, whoever registered it.
 *
 * @param served the paths that the server answers at.
 * @throws StartupError
 */
export function requireLines(routes: readonly Route[], served: readonly string[]): void {
  const told = new Set(routes.filter(({ operation }) => operation !== undefined).map(({ path }) => path));
  const untold = routes.filter(({ operation }) => operation === undefined).map(({ path }) => path);
  const foreign = served.filter((path) => !told.has(path) && !REFERENCE.test(path));
  const open = [...new Set([...untold, ...foreign])];
  if (open.length > 0) throw new StartupError(`Cannot start: no line in the policy table for ${open.join(', ')}`);
}
