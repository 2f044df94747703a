import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { embeddedForm, forms, type RunningForm } from '../support/forms.ts';
import { getJson } from '../support/http.ts';
import { startService } from '../support/processes.ts';
import { seriesIn } from '../support/sink.ts';

interface Standing {
  readonly last: { readonly outcome: string } | null;
  readonly lastHour: { readonly rounds: number; readonly fresh: number };
}

const available = forms.filter((form) => form.available);

async function metricsOf(url: string): Promise<(series: string) => number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  return (series) => seriesIn(page, series) ?? Number.NaN;
}

const rounds = (outcome: string) => `freshet_probe_rounds_total{outcome="${outcome}"}`;

/** Waits until so many more rounds than at first came to this. */
async function untilRounds(url: string, outcome: string, more: number): Promise<void> {
  const before = (await metricsOf(url))(rounds(outcome));
  await eventually(`${more} more rounds that are ${outcome}`, async () => {
    const now = (await metricsOf(url))(rounds(outcome));
    expect(now - before).toBeGreaterThanOrEqual(more);
  });
}

function startProbe({ ingestUrl, apiUrl }: RunningForm) {
  return startService('probe', { env: { INGEST_URL: ingestUrl, API_URL: apiUrl } });
}

describe.each(available)('the probe ($name)', (form) => {
  it('finds its visits in answers, and leaves every other site alone', async () => {
    const running = await form.start();
    const { url } = await startProbe(running);
    await untilRounds(url, 'fresh', 5);
    const { last, lastHour } = await getJson<Standing>(`${url}/v1/probe`);
    expect(last?.outcome).toBe('fresh');
    expect(lastHour.fresh).toBeGreaterThanOrEqual(5);
    const metric = await metricsOf(url);
    expect(metric('freshet_probe_freshness_seconds_count')).toBeGreaterThanOrEqual(5);
    const perVisit =
      metric('freshet_probe_freshness_seconds_sum') /
      metric('freshet_probe_freshness_seconds_count');
    expect(perVisit).toBeGreaterThan(0);
    const { known } = await getJson<{ known: number }>(`${running.apiUrl}/v1/items`);
    expect(known).toBe(0);
    const { items } = await getJson<{ items: unknown[] }>(`${running.apiUrl}/v1/popular`);
    expect(items).toEqual([]);
  });

  it('says that nothing is processed, that nothing is taken, and that all is well again', async () => {
    const running = await form.start();
    const probe = await startProbe(running);
    await untilRounds(probe.url, 'fresh', 1);
    const [worker] = running.processes;
    // Of the embedded form this is all of it: it takes nothing, and answers nothing.
    await worker!.kill('SIGSTOP');
    const stopped = form === embeddedForm ? 'read_failed' : 'late';
    await untilRounds(probe.url, stopped, 3);
    await worker!.kill('SIGCONT');
    await untilRounds(probe.url, 'fresh', 3);
    expect(probe.output()).toContain('the probe is not answered in time');
    expect(await probe.stop()).toBe(0);
  });
});

it('runs inside freshet start where it is asked for', async () => {
  const { apiUrl, processes } = await embeddedForm.start({ env: { PROBE: 'true' } });
  await untilRounds(apiUrl, 'fresh', 3);
  const { probe } = await getJson<{ probe: Standing }>(`${apiUrl}/v1/dashboard/health`);
  expect(probe.lastHour.fresh).toBeGreaterThanOrEqual(3);
  expect(await processes[0]!.stop()).toBe(0);
});
