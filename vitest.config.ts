import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, ...extra },
});

/** Suites that start real engines run one file after another: two cores are all there is. */
const engines = {
  globalSetup: ['test/support/engines.setup.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 90_000,
};

export default defineConfig({
  test: {
    projects: [
      project('unit', [
        'packages/*/src/**/*.test.ts',
        'services/*/src/**/*.test.ts',
        'test/model/*.test.ts',
        'test/tidy/*.test.ts',
        'test/chaos/**/*.test.ts',
      ]),
      project('contract', ['test/contract/**/*.test.ts'], engines),
      project('integration', ['test/integration/**/*.test.ts'], engines),
      project('e2e', ['test/e2e/**/*.test.ts'], { ...engines, testTimeout: 180_000 }),
    ],
  },
});
