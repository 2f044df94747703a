import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { pathOfChromium } from './chromium-path.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's Chromium takes commands; null where there is none. */
    chromium: string | null;
  }
}

/** One Chromium for all files; each test has a context of its own in it, which shares nothing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = await pathOfChromium();
  if (executablePath === undefined) {
    leftOut();
    project.provide('chromium', null);
    return async () => {};
  }
  const server = await chromium.launchServer({
    executablePath,
    host: '127.0.0.1',
    // Containers run as root, where Chromium has no sandbox, and have little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  project.provide('chromium', server.wsEndpoint());
  return () => server.close();
}

function leftOut(): void {
  const text =
    'chromium not found; to run the suites in a real browser: apt-get install -y chromium';
  if (process.env['FRESHET_ENGINES'] === 'required') throw new Error(text);
  console.warn(`Left out: the browser suites. ${text}`);
}
