import config from './jest.config.js';

/** `npm run test:browser`: the tests that look at report.html in Chromium. */
export default {
  ...config,
  roots: ['<rootDir>/__tests__/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
