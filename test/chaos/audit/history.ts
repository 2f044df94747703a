import { eventually } from '../../support/eventually.ts';
import { getJson } from '../../support/http.ts';
import { SETTLE_MS } from '../system/system.ts';

/** Clients' clocks move events back by a day at most; more than that is asked about. */
const ASKED_MS = 3 * 86_400_000;

/** Waits for a dashboard's history to have so many events, each once; what it has instead, in words. */
export async function historyDifferences(
  dashboardUrl: string,
  expected: number,
): Promise<readonly string[]> {
  let events = 0;
  async function expectAll(): Promise<void> {
    const query = `step=900&from=${Date.now() - ASKED_MS}`;
    const url = `${dashboardUrl}/v1/dashboard/history?${query}`;
    ({ events } = (await getJson<{ total: { events: number } }>(url)).total);
    if (events !== expected) throw new Error(`${events} events`);
  }
  const isWhole = await eventually('history is whole', expectAll, { timeoutMs: SETTLE_MS }).then(
    () => true,
    () => false,
  );
  return isWhole ? [] : [`the dashboard's history: ${events} events instead of ${expected}`];
}
