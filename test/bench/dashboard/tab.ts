import { chromium } from 'playwright-core';
import { pathOfChromium } from '../../support/chromium-path.ts';
import type { Run } from '../run.ts';
import { observeShown } from './observe-shown.ts';

/** One page in a Chromium of its own, so that what its renderer costs is what the page costs. */
export interface Tab {
  /** What the page's process has used of all cores, in s. */
  cpuSeconds(): Promise<number>;
  /** Megabytes of JavaScript objects in use, once all garbage is collected. */
  heapMegabytes(): Promise<number>;
  /** How long after they were received events were shown, in ms; those since it was asked last. */
  delays(): Promise<readonly number[]>;
}

/** Opens an address and, if given, runs a script in it. */
export async function openTab(run: Run, url: string, script = ''): Promise<Tab> {
  const browser = await chromium.launch({
    executablePath: (await pathOfChromium()) ?? 'chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--enable-precise-memory-info'],
  });
  await run.keep(Promise.resolve({ stop: () => browser.close() }));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(observeShown);
  await page.goto(url);
  await page.evaluate(script);
  const whole = await browser.newBrowserCDPSession();
  const own = await page.context().newCDPSession(page);
  await own.send('Performance.enable');
  return {
    async cpuSeconds() {
      const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      return renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    },
    async heapMegabytes() {
      await own.send('HeapProfiler.collectGarbage');
      const { metrics } = await own.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1e6;
    },
    delays: () => page.evaluate('shownDelays.splice(0)'),
  };
}
