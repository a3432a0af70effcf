import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { boundaries, RULES } from '../../infra/eslint/boundaries.mjs';

const ROOT = join(import.meta.dirname, '../..');

const eslint = new ESLint({
  cwd: ROOT,
  allowInlineConfig: false,
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...boundaries],
});

/** The names of the rules that a file of this content would break. */
async function brokenBy(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, file) });
  const messages = (result?.messages ?? []).map(({ message }) => message);
  expect(messages.filter((message) => message.startsWith('Parsing'))).toEqual([]);
  return Object.keys(RULES).filter((name) => messages.some((message) => message.includes(`${name}: `)));
}

/** Those of the files that no rule is for. */
async function outsideOfAll(...files: readonly string[]): Promise<string[]> {
  const configs = files.map(
    (file) => eslint.calculateConfigForFile(join(ROOT, file)) as Promise<Linter.Config | undefined>,
  );
  return (await Promise.all(configs)).flatMap((config, at) =>
    config?.rules?.['no-restricted-syntax'] ? [] : [files[at]!],
  );
}

interface Case {
  readonly rule: string;
  /** A file that breaks the rule; where the second part names the file, and the third is what it says. */
  readonly violations: readonly (readonly [file: string, code: string])[];
  /** Neighbours that look alike and are right. */
  readonly innocent: readonly (readonly [file: string, code: string])[];
}

const CASES: readonly Case[] = [
  {
    rule: 'pure-imports-pure',
    violations: [
      ['libs/sagas/coverage.ts', `import { uniq } from 'lodash';`],
      ['libs/sagas/coverage.ts', `import type { EventStore } from '#event-store';`],
      ['libs/read-models/order-status/project.ts', `import { createHash } from 'node:crypto';`],
      ['libs/read-models/order-status/project.ts', `export { OrderController } from '#contexts/ordering/nest';`],
      ['libs/rules/rule-set.ts', `type Clock = import('#clock').Clock;`],
      ['libs/sagas/coverage.ts', `import fs = require('node:fs');`],
    ],
    innocent: [
      [
        'libs/sagas/coverage.ts',
        `import { reserve } from './reserve.js'; import type { E } from '#contexts/ordering';`,
      ],
      ['libs/read-models/order-status/project.ts', `import { on } from '#kernel'; import { words } from './words.js';`],
      ['libs/read-models/order-status/project.test.ts', `import { expect } from '@jest/globals';`],
      ['libs/read-models/nest/queries.ts', `import type { ReadStore } from '#read-store';`],
    ],
  },
  {
    rule: 'context-imports-kernel-and-rules',
    violations: [
      ['libs/contexts/ordering/decide.ts', `import { supplier } from '#contexts/supplier';`],
      ['libs/contexts/ordering/contract.ts', `import { supplier } from '#contexts/supplier';`],
      ['libs/contexts/ordering/decide/draft.ts', `import { supplier } from '#contexts/supplier';`],
      ['libs/contexts/ordering/decide.ts', `import { coverageSaga } from '#sagas';`],
      ['libs/contexts/ordering/state.ts', `import Ajv from 'ajv';`],
    ],
    innocent: [
      ['libs/contexts/ordering/decide.ts', `import { refuse } from '#kernel'; import type { R } from '#rules';`],
    ],
  },
  {
    rule: 'kernel-imports-nothing',
    violations: [
      ['libs/kernel/money.ts', `import Decimal from 'decimal.js';`],
      ['libs/kernel/money.ts', `import type { RuleSet } from '#rules';`],
    ],
    innocent: [['libs/kernel/money.ts', `import { multiply } from './decimal.js';`]],
  },
  {
    rule: 'pure-is-synchronous',
    violations: [
      ['libs/contexts/ordering/decide.ts', `export const decide = async () => 1;`],
      ['libs/contexts/ordering/decide.ts', `export async function decide() {}`],
      ['libs/sagas/coverage.ts', `export const later = () => Promise.resolve(1);`],
      ['libs/sagas/coverage.ts', `setTimeout(() => undefined, 1);`],
      ['libs/kernel/id.ts', `export const load = () => import('./money.js');`],
      ['libs/kernel/id.ts', 'export const load = () => import(`node:fs`);'],
    ],
    innocent: [
      ['libs/contexts/ordering/decide.ts', `export const decide = () => 1;`],
      ['libs/contexts/ordering/decide.test.ts', `it('waits', async () => { await 1; });`],
      ['libs/contexts/ordering/nest/handlers.ts', `export const load = async () => 1;`],
    ],
  },
  {
    rule: 'pure-has-no-clock',
    violations: [
      ['libs/contexts/ordering/decide.ts', `const now = Date.now();`],
      ['libs/contexts/ordering/decide.ts', `const now = Date['now']();`],
      ['libs/kernel/instant.ts', `const now = new Date();`],
      ['libs/kernel/instant.ts', `const text = Date();`],
      ['libs/kernel/instant.ts', `const now = new Date(...[]);`],
      ['libs/kernel/instant.ts', `const local = new Date(2027, 1, 14);`],
      ['libs/kernel/instant.ts', `const { now } = Date;`],
      ['libs/kernel/instant.ts', `const D = Date;`],
      ['libs/kernel/instant.ts', `const parse = Date['now'];`],
      ['libs/kernel/instant.ts', `const now = (D = Date) => new D();`],
      ['libs/sagas/a/b/c/d/e/coverage.ts', `const now = Date.now();`],
      ['libs/rules/deadline.ts', `const day = (at: Date) => at.getDate();`],
      ['libs/rules/deadline.ts', `const text = (at: Date) => at.toLocaleDateString();`],
      ['libs/rules/deadline.ts', `const day = (at: Date) => at['getDate']();`],
      ['libs/rules/deadline.ts', `const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;`],
      ['libs/rules/deadline.ts', `const { DateTimeFormat } = Intl;`],
      ['libs/read-models/suppliers.ts', `const order = (a: string, b: string) => a.localeCompare(b);`],
      ['libs/sagas/coverage.ts', `const started = performance.now();`],
    ],
    innocent: [
      ['libs/kernel/instant.ts', `const text = (millis: number) => new Date(millis).toISOString();`],
      ['libs/kernel/instant.ts', `const millis = (text: string) => Date.parse(text);`],
      ['libs/rules/deadline.ts', `const day = (at: Date) => at.getUTCDate();`],
      ['libs/clock/system-clock.ts', `const now = () => Date.now();`],
    ],
  },
  {
    rule: 'pure-has-no-chance',
    violations: [
      ['libs/sagas/coverage.ts', `const pick = Math.random();`],
      ['libs/sagas/coverage.ts', `const pick = Math['random']();`],
      ['libs/sagas/coverage.ts', `const { random } = Math;`],
      ['libs/sagas/coverage.ts', `const M = Math;`],
      ['libs/sagas/coverage.ts', `const id = crypto.randomUUID();`],
    ],
    innocent: [
      ['libs/sagas/coverage.ts', `const least = Math.min(1, 2);`],
      ['libs/runtime/background.ts', `const jitter = Math.random();`],
    ],
  },
  {
    rule: 'pure-has-no-environment',
    violations: [
      ['libs/rules/index.ts', `const current = process.env.RULES;`],
      ['libs/rules/index.ts', `const here = import.meta.url;`],
      ['libs/contexts/ordering/evolve.ts', `console.log('evolved');`],
      ['libs/kernel/json.ts', `const bytes = Buffer.from('a');`],
    ],
    innocent: [
      ['libs/rules/index.ts', `const current = 'trade-assurance/1';`],
      ['libs/platform/config/settings.ts', `const port = process.env['PORT'];`],
    ],
  },
  {
    rule: 'imports-name-their-module',
    violations: [
      ['libs/platform/stores.ts', 'const { default: Database } = await import(`libsql`);'],
      ['libs/contexts/ordering/nest/facts.ts', `const of = (name: string) => import('#contexts/' + name);`],
      ['apps/standalone/main.ts', `const load = (name: string) => import(name);`],
      ['test/integration/api.test.ts', 'const { MongoClient } = await import(`mongodb`);'],
    ],
    innocent: [['apps/cli/main.ts', `const { retry } = await import('./retry.js');`]],
  },
  {
    rule: 'contexts-stay-apart',
    violations: [
      ['libs/contexts/ordering/nest/handlers.ts', `import { supplier } from '#contexts/supplier';`],
      ['libs/contexts/ordering/nest/module.ts', `import { SupplierModule } from '#contexts/supplier/nest';`],
    ],
    innocent: [
      ['libs/contexts/ordering/nest/handlers.ts', `import { ordering } from '../index.js';`],
      ['libs/contexts/ordering/nest/facts.ts', `import { supplier } from '#contexts/supplier';`],
      ['libs/contexts/nest/module.ts', `import { SupplierModule } from '#contexts/supplier/nest';`],
    ],
  },
  {
    rule: 'facts-come-from-deciders',
    violations: [
      ['libs/contexts/ordering/nest/facts.ts', `import { SupplierModule } from '#contexts/supplier/nest';`],
      ['libs/contexts/ordering/nest/facts.ts', `import { ContextsModule } from '#contexts/nest';`],
    ],
    innocent: [['libs/contexts/ordering/nest/facts.ts', `import { supplierTerms } from '#contexts/supplier';`]],
  },
  {
    rule: 'libsql-only-in-embedded',
    violations: [
      ['libs/event-store/embedded/reader.ts', `import Database from 'libsql';`],
      ['libs/read-store/embedded/find.test.ts', `import Database from 'libsql';`],
      ['libs/platform/stores.ts', `const { default: Database } = await import('libsql');`],
      ['apps/standalone/main.ts', `import Database from 'libsql/promise';`],
      ['apps/standalone/main.ts', `import Database = require('libsql');`],
      ['libs/runtime/a/b/c/d/e/f/database.ts', `import Database from 'libsql';`],
    ],
    innocent: [
      ['libs/embedded/database.ts', `import Database from 'libsql';`],
      ['libs/event-store/embedded/reader.ts', `import { openDatabase } from '#embedded';`],
      ['test/load/base.ts', `import Database from 'libsql';`],
    ],
  },
  {
    rule: 'db-client-only-in-its-adapter',
    violations: [
      ['libs/event-store/port.ts', `import { EventStoreDBClient } from '@eventstore/db-client';`],
      ['libs/embedded/database.ts', `export * from '@eventstore/db-client';`],
      ['apps/standalone/main.ts', `import '@eventstore/db-client';`],
    ],
    innocent: [
      ['libs/event-store/eventstoredb/client.ts', `import { EventStoreDBClient } from '@eventstore/db-client';`],
      ['test/load/base.ts', `import { EventStoreDBClient } from '@eventstore/db-client';`],
    ],
  },
  {
    rule: 'mongodb-only-in-its-adapters',
    violations: [
      ['libs/read-store/port.ts', `import type { Long } from 'mongodb';`],
      ['libs/event-store/eventstoredb/client.ts', `import { MongoClient } from 'mongodb';`],
      ['libs/read-store/query-plan.test.ts', `import { MongoClient } from 'mongodb';`],
      ['test/integration/api.test.ts', `import { MongoClient } from 'mongodb';`],
    ],
    innocent: [
      ['libs/mongodb/client.ts', `import { MongoClient } from 'mongodb';`],
      ['libs/read-store/mongodb/client.ts', `import { MongoClient } from 'mongodb';`],
      ['libs/read-store/mongodb/client.test.ts', `import { MongoClient } from 'mongodb';`],
      ['test/load/base.ts', `import { MongoClient } from 'mongodb';`],
    ],
  },
  {
    rule: 'nest-only-at-the-edge',
    violations: [
      ['libs/runtime/pipeline/pipeline.ts', `import { Injectable } from '@nestjs/common';`],
      ['libs/clock/movable-clock.ts', `import { CommandBus } from '@nestjs/cqrs';`],
    ],
    innocent: [
      ['libs/clock/nest/controller.ts', `import { Controller } from '@nestjs/common';`],
      ['libs/platform/auth/guard.ts', `import { Injectable } from '@nestjs/common';`],
      ['apps/standalone/app.module.ts', `import { Module } from '@nestjs/common';`],
    ],
  },
  {
    rule: 'libs-never-import-apps',
    violations: [
      ['libs/runtime/log.ts', `import { main } from '../../apps/standalone/main.js';`],
      ['libs/runtime/log.test.ts', `import { main } from '../../apps/standalone/main.js';`],
    ],
    innocent: [['libs/runtime/log.ts', `import { apps } from './apps.js';`]],
  },
  {
    rule: 'apps-import-through-the-index',
    violations: [['apps/standalone/main.ts', `import { money } from '../../libs/kernel/money.js';`]],
    innocent: [['apps/standalone/main.ts', `import { money } from '#kernel'; import { app } from './app.module.js';`]],
  },
  {
    rule: 'libs-import-through-the-index',
    violations: [
      ['libs/runtime/log.ts', `import { money } from '../kernel/money.js';`],
      ['libs/runtime/pipeline/seal.ts', `import { money } from '../../kernel/money.js';`],
      ['libs/contexts/ordering/decide.ts', `import { payment } from '../payment/index.js';`],
      ['libs/contexts/ordering/nest/facts.ts', `export * from '../../payment/state.js';`],
      ['libs/runtime/a/b/c/d/e/deep.ts', `import { money } from '../../../../../../kernel/money.js';`],
    ],
    innocent: [
      ['libs/runtime/pipeline/seal.ts', `import { log } from '../log.js';`],
      ['libs/contexts/ordering/nest/module.ts', `import { ordering } from '../index.js';`],
    ],
  },
];

describe('the boundaries of docs/ARCHITECTURE.md', () => {
  it('has a made-up violation for every rule', () => {
    expect(CASES.map(({ rule }) => rule)).toEqual(Object.keys(RULES));
  });

  describe.each(CASES)('$rule', ({ rule, violations, innocent }) => {
    it.each(violations)('catches in %s: %s', async (file, code) => {
      expect(await brokenBy(file, code)).toContain(rule);
    });

    it.each(innocent)('lets pass in %s: %s', async (file, code) => {
      expect(await brokenBy(file, code)).toEqual([]);
    });
  });

  it('are drawn around every file there is', async () => {
    const files = ['apps', 'libs', 'test'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((file) => join(folder, String(file))),
    );
    const sources = files.filter((file) => /\.[cm]?[jt]sx?$/.test(file));
    expect(sources.length).toBeGreaterThan(50);
    expect(await outsideOfAll(...sources)).toEqual([]);
    const strays = ['libs/stray.ts', 'libs/contexts/stray.ts', 'libs/sagas/stray.mjs'];
    expect(await outsideOfAll('libs/sagas/a/b/c/d/e/f.ts', ...strays)).toEqual(strays);
  });

  it('hold in every file there is', async () => {
    const results = await eslint.lintFiles(['apps/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts']);
    expect(results.length).toBeGreaterThan(50);
    const broken = results.flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId?.startsWith('no-restricted'))
        .map(({ message }) => `${filePath}: ${message}`),
    );
    expect(broken).toEqual([]);
  });
});
