import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  ANYONE,
  createHttpApp,
  JsonLog,
  lineOf,
  Operation,
  policy,
  routesOf,
  StartupError,
  TOKEN_ROLES,
  Tokens,
  type Route,
} from '#platform';
import { Api, type Answer } from '../support/api.js';

const NOBODY = '00000000-0000-5000-8000-000000000000';
const pathOf = ({ path }: Route): string =>
  path.replace(':id', path.includes('/suppliers/') ? 'nobody' : NOBODY).replace(/:\w+/g, 'nobody');

describe('who may call what', () => {
  let folder: string;
  let api: Api;
  let routes: readonly Route[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ta-access-'));
    api = await Api.start(folder);
    routes = routesOf(api.application.http.get(ModulesContainer));
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  it('is said for every route, in a line of the policy table that is used', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect([...new Set(routes.map(({ operation }) => operation))].sort()).toEqual(Object.keys(policy).sort());
  });

  it('needs a token, but for what is open to everyone', async () => {
    for (const route of routes) {
      const { status } = await answerOf(route);
      const open = route.operation !== undefined && lineOf(route.operation) === ANYONE;
      expect([route.path, status === 401]).toEqual([route.path, !open]);
    }
  });

  it.each(TOKEN_ROLES)('goes by the role, for %s on every route', async (role) => {
    for (const route of routes) {
      const line = route.operation === undefined ? undefined : lineOf(route.operation);
      const allowed = line === ANYONE || (line?.roles ?? []).some((each) => each === role);
      const { status, body } = await answerOf(route, await api.token([role, 'some-organisation']));
      const refused = status === 403 && (body as { code: string }).code === 'role-not-permitted';
      expect([route.method, route.path, refused]).toEqual([route.method, route.path, !allowed]);
    }
  });

  /** Without a key, so that a write that is let in goes no further. */
  async function answerOf(route: Route, token?: string): Promise<Answer> {
    const sent = route.method === 'GET' ? api.raw().get(pathOf(route)) : api.raw().post(pathOf(route));
    return token === undefined ? sent : sent.set('authorization', `Bearer ${token}`);
  }
});

describe('a route without a line', () => {
  @Controller('secrets')
  class Untold {
    @Get()
    read(): string {
      return 'secret';
    }
  }

  @Controller('public')
  class Told {
    @Get()
    @Operation('check-liveness', { summary: 'It is there.' })
    read(): string {
      return 'public';
    }
  }

  const moduleWith = (...controllers: readonly Type[]): Type => {
    @Module({ controllers: [...controllers], providers: [{ provide: Tokens, useValue: {} }] })
    class TestModule {}
    return TestModule;
  };

  it('keeps the process from starting', async () => {
    const start = createHttpApp(moduleWith(Told, Untold), new JsonLog('silent'));
    await expect(start).rejects.toThrow(new StartupError('Cannot start: no line in the policy table for /secrets'));
  });

  it('is the only one that does', async () => {
    const app = await createHttpApp(moduleWith(Told), new JsonLog('silent'));
    expect((await app.inject({ method: 'GET', url: '/public' })).body).toBe('public');
    await app.close();
  });
});
