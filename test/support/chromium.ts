import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';
import { describe, inject, onTestFinished } from 'vitest';

/** For suites in a real browser; left out, and said so, where there is none. */
export function describeInChromium(subject: string, tests: () => void): void {
  const isHere = inject('chromium') !== null;
  const where = isHere ? 'Chromium' : 'Chromium, which cannot run here';
  describe.skipIf(!isHere)(`${subject} (${where})`, () => {
    tests();
  });
}

let connected: Promise<Browser> | undefined;

/**
 * A browser profile of its own for the test that runs: no storage, no cookies; pages in it share theirs. It
 * names itself as a visitor's browser does, since one without a window is flagged.
 */
export async function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  connected ??= chromium.connect(inject('chromium')!);
  const browser = await connected;
  const context = await browser.newContext({ userAgent: visitorsAgent(browser), ...options });
  onTestFinished(() => context.close());
  return context;
}

function visitorsAgent(browser: Browser): string {
  const [major] = browser.version().split('.');
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}
