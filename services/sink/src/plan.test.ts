import { expect, it } from 'vitest';
import { planSink, type SinkValues } from './plan.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const values: SinkValues = {
  SINK_URL: '',
  SINK_SECRET: '',
  SINK_PRIVATE_ADDRESSES: '',
  SINK_FILE: '',
  SINK_EVENTS: 'all',
  SINK_GROUP: 'sink',
  SINK_BATCH_EVENTS: 100,
  SINK_TIMEOUT_MS: 10_000,
  SINK_FILE_BYTES: 1_000,
};
const plan = (set: Partial<SinkValues>) => planSink({ ...values, ...set }, Date.now);

it('plans no sink where no destination is set', () => {
  expect(plan({ SINK_SECRET: secret })).toBeUndefined();
});

it.for([
  ['a file', { SINK_FILE: 'events.jsonl' }],
  ['a URL with its secret', { SINK_URL: 'https://example.org/hook', SINK_SECRET: secret }],
] as const)('plans a sink to %s', ([, set]) => {
  expect(plan(set)).toMatchObject({ group: 'sink', events: 'all' });
});

it.for([
  ['a URL without a secret', { SINK_URL: 'https://example.org/' }],
  ['a broken secret', { SINK_URL: 'https://example.org/', SINK_SECRET: 'whsec_hunter2' }],
  ['URL and file', { SINK_URL: 'https://example.org/', SINK_SECRET: secret, SINK_FILE: 'x' }],
  ['another protocol', { SINK_URL: 'ftp://example.org/', SINK_SECRET: secret }],
  ['a password in the URL', { SINK_URL: 'https://u:hunter2@example.org/', SINK_SECRET: secret }],
] as const)('refuses %s, without showing what is secret', ([, set]) => {
  expect(() => plan(set)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  expect(() => plan(set)).not.toThrow(/hunter2|BwcHB/);
});
