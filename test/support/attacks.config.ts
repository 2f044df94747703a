import { defineConfig } from 'vitest/config';

/** To collect the attacks without the engines and browsers that they run on. */
export default defineConfig({
  test: {
    include: ['test/{integration,browser}/attacks/*.test.ts'],
    isolate: false,
    maxWorkers: 1,
    pool: 'threads',
    // Collected as if they were here.
    provide: { chromium: 'ws://127.0.0.1' },
  },
});
