import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freshetCommand } from '../support/freshet-command.ts';
import { postJson } from '../support/http.ts';
import { startProcess } from '../support/processes.ts';

const PARTITIONS = 3;

/** A server that takes a call and never answers. */
async function startSilentServer(): Promise<{ url: string; called: Promise<unknown> }> {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const called = once(server, 'request');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`, called };
}

it('data goes in and out of an instance that runs, and commands end as they say', async () => {
  const DATA_DIR = temporaryFolder();
  const running = await startFreshet(DATA_DIR, PARTITIONS);
  const env = { DATA_DIR, PARTITIONS: String(PARTITIONS) };
  const start = (...args: string[]) =>
    startProcess({ command: freshetCommand(...args, '--url', running.url), env });

  const past = join(DATA_DIR, 'past.jsonl');
  const view = { type: 'view', userId: 'ada', itemId: 'tent', occurredAt: '2026-01-02T03:04:05Z' };
  writeFileSync(past, `${JSON.stringify(view)}\n{"type":"view"}\nno JSON\n`);
  const importing = start('import', 'events', past);
  expect(await importing.exited, importing.output()).toBe(1);
  expect(importing.output()).toMatch(/1 .*PROFILE_MISSING[^]*1 JSON_INVALID/);

  const now = { ...view, id: 'now', occurredAt: undefined };
  expect(await postJson(`${running.url}/v1/events`, now)).toMatchObject({ status: 202 });
  const out = join(temporaryFolder(), 'out');
  const exporting = start('export', 'events', out, '--format', 'jsonl', '--one-file');
  expect(await exporting.exited, exporting.output()).toBe(0);
  expect(readdirSync(out), 'nothing of the back-up is left').toEqual(['events.jsonl']);
  const rows = readFileSync(join(out, 'events.jsonl'), 'utf8').trimEnd().split('\n');
  expect(rows.map((row) => JSON.parse(row)).toSorted((a, b) => a.at - b.at)).toMatchObject([
    { userId: 'ada', itemId: 'tent', at: Date.parse(view.occurredAt), historySequence: 0 },
    { id: 'now' },
  ]);

  const { url, called } = await startSilentServer();
  const waiting = start('import', 'feed', url);
  await called;
  await waiting.kill('SIGINT');
  expect(await waiting.exited, waiting.output()).toBe(130);
  expect(waiting.output()).toContain('Interrupted');

  const after = { ...now, id: 'after' };
  await eventually('the instance goes on', async () => {
    expect(await postJson(`${running.url}/v1/events`, after)).toMatchObject({ status: 202 });
  });
});
