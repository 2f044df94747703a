import { isIP } from 'node:net';
import {
  count,
  kafkaSettings,
  makeValidator,
  readConfig,
  settings,
  str,
  url,
} from '@freshet/runtime';
import { traceSettings } from '@freshet/tracing';

/** Addresses and CIDR blocks, separated by commas. */
const addresses = makeValidator<string>((input) => {
  if (input.split(',').every(isAddressOrBlock)) return input;
  throw new Error('must be IP addresses or CIDR blocks such as 10.0.0.0/8, separated by commas');
});

function isAddressOrBlock(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** The settings of the sink, here and in `freshet start`. Either SINK_URL or SINK_FILE turns it on. */
export const sinkSettings = {
  SINK_URL: url({ default: '', desc: 'Where the sink POSTs events, as Standard Webhooks.' }),
  SINK_SECRET: str({
    default: '',
    desc: 'Signs what the sink POSTs: whsec_ and 24 to 64 random bytes in base64; required with SINK_URL.',
  }),
  SINK_PRIVATE_ADDRESSES: addresses({
    default: '',
    desc: 'Addresses of this machine or of a private network that SINK_URL may lead to, and CIDR blocks, separated by commas.',
  }),
  SINK_FILE: str({ default: '', desc: 'File to which the sink appends events as JSON lines.' }),
  SINK_EVENTS: str<'all' | 'outcomes'>({
    choices: ['all', 'outcomes'],
    default: 'all',
    desc: 'What the sink forwards: all events, or those that carry a recommId.',
  }),
  SINK_GROUP: str({
    default: 'sink',
    desc: 'Consumer group of the sink; further sinks each need one of their own.',
  }),
  SINK_BATCH_EVENTS: count({
    default: 100,
    desc: 'Events the sink puts into one request at most.',
  }),
  SINK_TIMEOUT_MS: count({
    default: 10_000,
    desc: 'How long one request of the sink may take, in ms.',
  }),
  SINK_FILE_BYTES: count({
    default: 67_108_864,
    desc: 'Size at which the file of the sink is put aside, in bytes; files put aside are kept.',
  }),
};

/** The settings of a separate sink process. */
export function sinkConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8085),
    ...kafkaSettings,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
    ...sinkSettings,
  });
}
