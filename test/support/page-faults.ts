import type { Page } from 'playwright-core';

export interface PageFaults {
  /** Origins other than its own that the browser asked anything of. */
  readonly strangers: readonly string[];
  /** What the page complained of: scripts that failed or were refused. */
  readonly complaints: readonly string[];
}

/** Watches from now on what a page asks of others and complains of. */
export function watchFaults(page: Page, isOwn: (url: URL) => boolean): PageFaults {
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!isOwn(url)) strangers.push(url.origin);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) {
      complaints.push(text);
    }
  });
  return { strangers, complaints };
}
