import { bundleBeacon, createBeaconFiles } from '@freshet/ingest';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { pathOfChromium } from '../../support/chromium-path.ts';
import { type Figure, median } from '../figure.ts';
import type { Run } from '../run.ts';
import { longestTaskMs } from './longest-task.ts';

const LOADS = 30;
const TAG = '/beacon.js';
const NOTHING = '/nothing.js';

/**
 * A page that has nothing but the tag, loaded again and again, each time as if for the first: the longest
 * task of its main thread that runs the tag, in its CPU time. The reference is a script of as many bytes
 * that does nothing, in turns with it.
 */
export async function beaconBench(run: Run): Promise<readonly Figure[]> {
  const url = await startSite(run);
  const browser = await chromium.launch({
    executablePath: (await pathOfChromium()) ?? 'chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  await run.keep(Promise.resolve({ stop: () => browser.close() }));
  const tag: number[] = [];
  const nothing: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    tag.push(await longestTaskMs(browser, url, TAG));
    nothing.push(await longestTaskMs(browser, url, NOTHING));
  }
  const rest = { unit: 'ms', against: 'a script of as many bytes that does nothing' };
  return [
    {
      name: 'beacon-longest-task',
      ...rest,
      value: median(tag),
      reference: median(nothing),
      target: { of: 'value', atMost: 5 },
    },
    {
      name: 'beacon-longest-of-all',
      ...rest,
      value: Math.max(...tag),
      reference: Math.max(...nothing),
    },
  ];
}

/** Serves both scripts, and a page with each, at `/page` and its path. */
async function startSite(run: Run): Promise<string> {
  const site = Fastify();
  await site.register(createBeaconFiles());
  const { files } = await bundleBeacon();
  const nothing = idle(files.get('beacon.js')!.plain.length);
  site.get(NOTHING, (_request, reply) => reply.type('text/javascript').send(nothing));
  for (const script of [TAG, NOTHING]) {
    const page = `<!doctype html><title>A page</title><script async src="${script}"></script>`;
    site.get(`/page${script}`, (_request, reply) => reply.type('text/html').send(page));
  }
  // As a page without a service behind it: what is sent is not what is measured.
  site.post('/v1/events', () => ({ accepted: 1, rejected: [] }));
  await site.listen({ host: '127.0.0.1', port: 0 });
  await run.keep(Promise.resolve({ stop: () => site.close() }));
  return `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`;
}

function idle(characters: number): string {
  return `/*${' '.repeat(characters - 4)}*/`;
}
