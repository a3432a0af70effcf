import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { boundaries } from './infra/eslint/boundaries.mjs';

/** Where we differ from the strict presets of typescript-eslint, each with its reason. */
const OURS = {
  // `any` and unchecked assertions hide what the types are for.
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  // Positions and amounts are bigint and revisions numbers: both print as what they are.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // Nest's modules are classes with nothing but a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // Bodies and answers are classes for their decorators' sake; any object of their shape is one.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  // `.then(forget, forget)` and the like: a promise that is dealt with elsewhere says so with `void`.
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  eqeqeq: 'error',
  'no-console': 'error',
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: OURS,
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      // Tests look at what a value must be, and say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  // Processes talk to people; libs log through a port.
  { files: ['apps/**/*.ts', 'test/load/**/*.ts', 'test/faults/**/*.ts'], rules: { 'no-console': 'off' } },
  ...boundaries,
);
