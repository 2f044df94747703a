import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';
import { keepTemporaryFilesInMemory } from './test/support/temporary-files.ts';

keepTemporaryFilesInMemory();

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, ...extra },
});

/**
 * Time-outs tell a test that hangs from one that runs: several times what `eventually` waits, so that it
 * says what did not come, and far more than anything takes where others use the machine as well.
 */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * Files of a worker share its modules, which most of the time went into loading: what a test changes in
 * one, it changes back.
 */
const shared = { isolate: false, restoreMocks: true };

/** One fewer worker than there are cores by default, which leaves one of two idle. */
const unit = { ...patience, ...shared, maxWorkers: availableParallelism() };

/**
 * Suites that start real engines run four files at a time, on two cores: much of what they do is wait
 * for sessions to end and servers to come back. Not more on more cores, since each may start brokers of
 * its own. Behind the unit tests, which use every core.
 */
const engines = {
  globalSetup: ['test/support/engines.setup.ts', 'test/support/process-bundle.setup.ts'],
  maxWorkers: 4,
  sequence: { groupOrder: 1 },
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      project(
        'unit',
        [
          'packages/*/src/**/*.test.ts',
          'services/*/src/**/*.test.ts',
          'test/model/*.test.ts',
          'test/tidy/*.test.ts',
          'test/chaos/**/*.test.ts',
          'test/bench/**/*.test.ts',
        ],
        unit,
      ),
      project('contract', ['test/contract/**/*.test.ts'], { ...engines, ...shared }),
      project('integration', ['test/integration/**/*.test.ts'], { ...engines, ...shared }),
      project('browser', ['test/browser/**/*.test.ts'], {
        ...shared,
        ...engines,
        globalSetup: ['test/support/process-bundle.setup.ts', 'test/support/chromium.setup.ts'],
      }),
      project('e2e', ['test/e2e/**/*.test.ts'], {
        ...shared,
        ...engines,
        globalSetup: [...engines.globalSetup, 'test/support/chromium.setup.ts'],
        testTimeout: 600_000,
      }),
    ],
  },
});
