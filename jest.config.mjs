/** Tests run from the TypeScript sources: `#name` resolves through the `source` condition of package.json `imports`. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // What needs a server runs only when one is there: LIVE=1, with the server's URL.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.LIVE ? [] : ['\\.live\\.test\\.ts$'])],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest'],
    // ECMAScript modules that a CommonJS package requires: Node can do that, Jest only from Node 24.9 on.
    'node_modules/(content-disposition|cookie)/.+\\.js$': ['@swc/jest', { swcrc: false, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition|cookie)/)'],
  testTimeout: 60_000,
};
