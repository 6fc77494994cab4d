/** jest on Node 24 with native ES modules; TypeScript is only stripped here, `npm run typecheck` checks it. */
export default {
  testEnvironment: 'node',
  // By itself jest leaves a core free, which is half of a machine with two; most of these tests wait for processes.
  maxWorkers: '100%',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // These need a browser: see jest.browser.config.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
