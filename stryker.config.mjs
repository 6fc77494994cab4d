/**
 * Mutation testing of what a verdict hangs on: how a reply is graded, how grades become a verdict, and what passes
 * without an evaluation of its own (a rollback, a draft that was evaluated before). Each mutant that no test notices is a way in which the gate could be wrong and stay green.
 *
 * No checker for types: TypeScript 7 has no JavaScript API for one. A mutant that does not compile is run like
 * any other, and a test has to fail.
 */
export default {
  // No verdict hangs on calibrate/. Its tests play thousands of runs, far too many with mutants inside.
  mutate: [
    'src/decide/**/*.ts',
    'src/evaluate/grade/**/*.ts',
    'src/find/{findLive,liveStack}.ts',
    'src/gate/findFastLane.ts',
    'src/memory/**/*.ts',
    'src/resolve/verifyLive.ts',
    '!src/decide/calibrate/**',
  ],
  testRunner: 'jest',
  // Native ES modules, as in scripts/test.mjs.
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: {
    // The rest is jest.config.js.
    config: {
      // With the sources among the roots jest knows which tests reach a mutant, through other sources too.
      roots: ['<rootDir>/__tests__', '<rootDir>/src'],
      testMatch: [
        '**/__tests__/decide/**/*.test.ts',
        '**/__tests__/evaluate/grade/**/*.test.ts',
        '**/__tests__/find/findLive.test.ts',
        '**/__tests__/gate/**/*.test.ts',
        '**/__tests__/memory/**/*.test.ts',
        '**/__tests__/resolve/verifyLive.test.ts',
        '!**/__tests__/decide/calibrate/**',
      ],
      // Sizes that take seconds show nothing of a mutant that small ones do not.
      testPathIgnorePatterns: ['/node_modules/', '/decide/large/'],
    },
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Beyond what the tests need anyway. A mutant that is slow on a busy machine would count as noticed.
  timeoutMS: 10_000,
  // The largest tables of the statistics are a hundred times slower while Stryker counts what each test reaches.
  dryRunTimeoutMinutes: 20,
  // Not copied into the sandbox: Stryker rewrites a tsconfig.json there with TypeScript's API, and the tests need
  // none; nor do they need the rest.
  ignorePatterns: ['tsconfig*.json', 'bench', 'dist', 'docs', 'lib'],
  reporters: ['clear-text', 'html', 'json', ...(process.stdout.isTTY ? ['progress'] : [])],
  allowConsoleColors: process.stdout.isTTY === true,
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  // What `--incremental` keeps.
  incrementalFile: 'reports/mutation/incremental.json',
  thresholds: { high: 95, low: 90, break: 90 },
};
