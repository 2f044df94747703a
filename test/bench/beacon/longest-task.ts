import type { Browser } from 'playwright-core';

/** How long after the page has loaded the script may still be at work, in ms. */
const AFTERWARDS_MS = 500;
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
const scripts = /^(EvaluateScript|v8\.compile|FunctionCall)$/;

/** One entry of Chromium's trace: times in µs, `tdur` on the CPU. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** The longest task that runs a page's script, in ms of CPU time, in a profile that never saw it. */
export async function longestTaskMs(
  browser: Browser,
  url: string,
  script: string,
): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', { traceConfig: { includedCategories: CATEGORIES } });
  await page.goto(`${url}/page${script}`);
  await page.waitForTimeout(AFTERWARDS_MS);
  const isComplete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await isComplete;
  await context.close();
  return longestOf(events, script);
}

function longestOf(events: readonly TraceEvent[], script: string): number {
  const runs = events.filter(({ name, args }) => {
    return scripts.test(name) && args?.data?.url?.endsWith(script);
  });
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const own = tasks.filter((task) => runs.some((part) => isWithin(part, task)));
  if (own.length === 0)
    throw new Error(`${script} ran in no task of ${events.length} traced events`);
  return Math.max(...own.map(({ tdur = 0 }) => tdur)) / 1_000;
}

function isWithin(part: TraceEvent, task: TraceEvent): boolean {
  if (part.pid !== task.pid || part.tid !== task.tid) return false;
  return part.ts >= task.ts && part.ts < task.ts + task.dur;
}
