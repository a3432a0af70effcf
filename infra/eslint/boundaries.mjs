/**
 * The import boundaries: which folder may know what. Each row of RULES is one sentence of docs/ARCHITECTURE.md, and
 * test/architecture shows for each a made-up violation that is caught.
 */

/** @typedef {{ why: string, imports?: readonly RegExp[], syntax?: readonly string[], globals?: readonly string[] }} Rule */

/** What reads the zone or the locale of the machine. */
const LOCAL =
  '^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds)$|^getTimezoneOffset$|^toLocale|^localeCompare$';

/** @satisfies {Record<string, Rule>} */
export const RULES = {
  'pure-imports-pure': {
    why: 'A pure folder imports nothing but pure folders: no package, no node: module, no adapter.',
    imports: [/^(?!\.{1,2}\/|#(kernel|rules|sagas|read-models)(\/(?!nest$)[^/]+)?$|#contexts\/(?!nest$)[^/]+$)/],
  },
  'context-imports-kernel-and-rules': {
    why: 'What a context must know of another one comes as plain values from the handler.',
    imports: [/^(?!\.{1,2}\/|#(kernel|rules)$)/],
  },
  'kernel-imports-nothing': {
    why: 'The kernel is what everything else stands on.',
    imports: [/^(?!\.{1,2}\/)/],
  },
  'pure-is-synchronous': {
    why: 'A pure folder computes; it never waits.',
    syntax: [':function[async=true]', 'AwaitExpression', 'ForOfStatement[await=true]', 'ImportExpression'],
    globals: ['Promise', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'fetch'],
  },
  'pure-has-no-clock': {
    why: 'The time is an argument, and never a local one.',
    syntax: [
      allBut('Date', [
        'TSTypeReference > *',
        'NewExpression[arguments.length=1]:not([arguments.0.type="SpreadElement"]) > .callee', // more are a local time
        'MemberExpression[computed=false][property.name="parse"] > .object',
      ]),
      `:matches(Identifier[name=/${LOCAL}/], Literal[value=/${LOCAL}/])`,
    ],
    globals: ['performance', 'Intl'],
  },
  'pure-has-no-chance': {
    why: 'The same input gives the same output; ids come in from outside.',
    syntax: [allBut('Math', ['MemberExpression[computed=false][property.name!="random"] > .object'])],
    globals: ['crypto'],
  },
  'pure-has-no-environment': {
    why: 'What a decision depends on is passed to it.',
    syntax: ['MetaProperty[meta.name="import"]'],
    globals: ['process', 'Buffer', 'console', 'global', 'globalThis', 'require'],
  },
  'imports-name-their-module': {
    why: 'What a module imports can be read off, and checked, only when it is written there in plain text.',
    syntax: ['ImportExpression:not([source.type="Literal"])'],
  },
  'contexts-stay-apart': {
    why: 'Contexts never import each other; only the handler fetches facts of another one, in nest/facts.ts.',
    imports: [/^#contexts(\/|$)/],
  },
  'facts-come-from-deciders': {
    why: "A handler reads another context's state through its pure index, never through its nest/ folder.",
    imports: [/^#contexts(?!\/(?!nest$)[^/]+$)/],
  },
  'libsql-only-in-embedded': {
    why: 'The embedded engine is known to libs/embedded alone.',
    imports: [/^libsql(\/|$)/],
  },
  'db-client-only-in-its-adapter': {
    why: 'Only libs/event-store/eventstoredb knows the client of EventStoreDB.',
    imports: [/^@eventstore\//],
  },
  'mongodb-only-in-its-adapters': {
    why: 'Only libs/mongodb and the mongodb/ adapters of the ports know its driver.',
    imports: [/^mongodb(\/|$)/],
  },
  'nest-only-at-the-edge': {
    why: 'Nest is known in nest/ folders, libs/platform and apps; everything else works without it.',
    imports: [/^@nestjs\//],
  },
  'libs-never-import-apps': {
    why: 'An app wires libs; nothing depends on an app.',
    imports: [/^\.{1,2}\/(.*\/)?apps\//],
  },
  'apps-import-through-the-index': {
    why: 'An app sees of a lib what its index exports (#name), no file inside.',
    imports: [/^\.{1,2}\/(.*\/)?libs\//],
  },
  'libs-import-through-the-index': {
    why: 'A lib sees of another lib what its index exports (#name), no file inside.',
    // The path out of a lib depends on how deep the file lies in it: see `leaving`.
  },
};

/** Every mention of a name but in these places: whoever holds what it names in a variable holds all of it. */
function allBut(name, places) {
  return `Identifier[name="${name}"]:not(${places.join(', ')})`;
}

/** A `contract.ts` is a suite of tests beside a port, and an agreement between two parties in a context. */
const TESTS = [
  '**/*.test.ts',
  '{event-store,read-store,key-store,blob-store}/contract.ts',
  '{event-store,read-store}/contract/**/*.ts',
];
const PURE = ['libs/rules/**/*.ts', 'libs/sagas/**/*.ts', 'libs/read-models/**/*.ts', 'libs/invariants/**/*.ts'];
const CONTEXTS = ['libs/contexts/*/*.ts', 'libs/contexts/*/!(nest)/**/*.ts'];
const KERNEL = ['libs/kernel/**/*.ts'];
const NEST = ['libs/platform/**/*.ts', 'libs/**/nest/**/*.ts'];
const ENGINES = [
  'libsql-only-in-embedded',
  'db-client-only-in-its-adapter',
  'mongodb-only-in-its-adapters',
  'imports-name-their-module', // so that the others can be told
];
const PURITY = ['pure-is-synchronous', 'pure-has-no-clock', 'pure-has-no-chance', 'pure-has-no-environment'];
const LIB = ['libs-never-import-apps', 'libs-import-through-the-index'];
const without = (...names) => ENGINES.filter((name) => !names.includes(name));

/** Every file is judged by the last area that it lies in, and by that one alone. */
const AREAS = [
  { files: ['libs/**/*.ts'], rules: [...LIB, ...ENGINES, 'nest-only-at-the-edge'] },
  { files: ['libs/embedded/**/*.ts'], rules: [...LIB, ...without('libsql-only-in-embedded'), 'nest-only-at-the-edge'] },
  {
    files: ['libs/event-store/eventstoredb/**/*.ts'],
    rules: [...LIB, ...without('db-client-only-in-its-adapter'), 'nest-only-at-the-edge'],
  },
  {
    files: ['libs/mongodb/**/*.ts', 'libs/{read-store,blob-store,key-store}/mongodb/**/*.ts'],
    rules: [...LIB, ...without('mongodb-only-in-its-adapters'), 'nest-only-at-the-edge'],
  },
  { files: KERNEL, rules: [...LIB, 'kernel-imports-nothing', ...PURITY] },
  { files: PURE, rules: [...LIB, 'pure-imports-pure', ...PURITY] },
  { files: CONTEXTS, rules: [...LIB, 'context-imports-kernel-and-rules', ...PURITY] },
  { files: NEST, rules: [...LIB, ...ENGINES] },
  { files: ['libs/contexts/*/nest/**/*.ts'], rules: [...LIB, ...ENGINES, 'contexts-stay-apart'] },
  { files: ['libs/contexts/*/nest/facts.ts'], rules: [...LIB, ...ENGINES, 'facts-come-from-deciders'] },
  { files: ['libs/contexts/nest/**/*.ts'], rules: [...LIB, ...ENGINES] },
  // Tests may use packages and support from test/; what they test stays pure.
  { files: TESTS.map((glob) => `libs/${glob}`), rules: ['libs-never-import-apps', ...ENGINES] },
  {
    files: ['libs/mongodb/**/*.test.ts', 'libs/{read-store,blob-store,key-store}/mongodb/**/*.test.ts'],
    rules: ['libs-never-import-apps', ...without('mongodb-only-in-its-adapters')],
  },
  { files: ['apps/**/*.ts'], rules: ['apps-import-through-the-index', ...ENGINES] },
  { files: ['test/**/*.ts'], rules: [...without('libsql-only-in-embedded')] },
  // The load tests measure against the bare engine and the bare clients, so they know them.
  { files: ['test/load/*.ts'], rules: ['libs-never-import-apps'] },
  // The scripted server speaks the client's own protocol.
  { files: ['test/support/eventstoredb/*.ts'], rules: without('db-client-only-in-its-adapter') },
];

/** A file that lies deeper is judged as if it lay so deep, which is stricter. */
const MAX_DEPTH = 4;

/** The boundaries as ESLint configuration, in core rules alone. */
export const boundaries = AREAS.flatMap(({ files, rules }) => {
  const depths = rules.includes('libs-import-through-the-index') ? [...Array(MAX_DEPTH + 1).keys()] : [undefined];
  return depths.map((depth) => ({
    files: depth === undefined ? files : files.flatMap((file) => atDepth(depth).map((level) => [file, level])),
    rules: {
      'no-restricted-syntax': ['error', ...rules.flatMap((name) => selectorsOf(name, depth))],
      'no-restricted-globals': ['error', ...rules.flatMap(globalsOf)],
    },
  }));
});

/** The files so many folders below the top of their lib; each context is a lib of its own. */
function atDepth(depth) {
  const file = `${'*/'.repeat(depth)}${depth === MAX_DEPTH ? '**/' : ''}*.ts`;
  return [`libs/!(contexts)/${file}`, `libs/contexts/*/${file}`];
}

/** A relative import that climbs out of the lib, from a file that lies so deep in it. */
function leaving(depth) {
  return new RegExp(`^(\\.\\/)?(\\.\\.\\/){${depth + 1}}`);
}

function selectorsOf(name, depth) {
  const { why, imports = [], syntax = [] } = RULES[name];
  const patterns = name === 'libs-import-through-the-index' ? [leaving(depth)] : imports;
  const message = `${name}: ${why}`;
  return [...patterns.map(importOf), ...syntax].map((selector) => ({ selector, message }));
}

function globalsOf(name) {
  return (RULES[name].globals ?? []).map((global) => ({ name: global, message: `${name}: ${RULES[name].why}` }));
}

/** Every form of import and re-export. The selector language ends a regular expression at the first slash, escaped or not. */
function importOf(pattern) {
  const source = pattern.source.replaceAll('\\/', '\\u002F').replaceAll('/', '\\u002F');
  return [
    `:matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/${source}/]`,
    `TSImportType[source.value=/${source}/]`,
    `TSExternalModuleReference[expression.value=/${source}/]`,
  ].join(', ');
}
