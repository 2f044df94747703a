import { type LogEntry, logLevel } from 'kafkajs';
import { expect, it } from 'vitest';
import { OverheardVersions } from './api-versions.ts';

const line = (message: string, data: unknown): LogEntry => ({
  namespace: 'Connection',
  level: logLevel.DEBUG,
  label: 'DEBUG',
  log: { timestamp: '', message, data },
});
const answer = (minVersion: number) =>
  line('Response ApiVersions(key: 18, version: 2)', {
    apiVersions: [
      { apiKey: 0, minVersion: 0, maxVersion: 11 },
      { apiKey: 1, minVersion, maxVersion: 17 },
    ],
  });

it('tells the oldest Fetch of all brokers that were heard, and hands every line on', () => {
  const overheard = new OverheardVersions();
  const lines: LogEntry[] = [];
  const listen = overheard.listener(() => (entry) => void lines.push(entry))(logLevel.DEBUG);
  listen(line('Response Metadata(key: 3, version: 6)', { apiVersions: 1 }));
  expect(overheard.fetchVersionMin).toBeUndefined();
  listen(answer(4));
  listen(answer(0));
  listen(answer(4));
  expect(overheard.fetchVersionMin).toBe(0);
  expect(lines).toHaveLength(4);
});
