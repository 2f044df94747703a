import { count, readConfig, settings, str, url } from '@freshet/runtime';

/** The settings of the sink, here and in `freshet start`. Either SINK_URL or SINK_FILE turns it on. */
export const sinkSettings = {
  SINK_URL: url({ default: '', desc: 'Where the sink POSTs events, as Standard Webhooks.' }),
  SINK_SECRET: str({
    default: '',
    desc: 'Signs what the sink POSTs: whsec_ and 24 to 64 random bytes in base64; required with SINK_URL.',
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
    KAFKA_BROKERS: settings.KAFKA_BROKERS,
    KAFKA_PREFIX: settings.KAFKA_PREFIX,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...sinkSettings,
  });
}
