import {
  bool,
  count,
  countOrNone,
  host,
  hostsAndPorts,
  makeValidator,
  num,
  port,
  portOrNone,
  secret,
  share,
  str,
  url,
} from './config.ts';
import { compileTrust } from './http/trusted-proxies.ts';
import type { LogLevel } from './logger.ts';

/** Settings that several services have, each with one meaning everywhere. */
export const settings = {
  HOST: host({ default: '127.0.0.1', desc: 'Address to listen on.' }),
  port: (number: number) => port({ default: number, desc: 'Port to listen on.' }),
  DATA_DIR: str({
    default: './data',
    desc: 'Folder that holds all state of the embedded form, and how far replays and imports are.',
  }),
  FRESHET_KEY: secret({
    desc: 'Secret key with which commands, dashboard and shop call API and ingest; empty where there are no keys.',
  }),
  KEYS_FILE: str({
    default: '',
    desc: 'The file of keys, as freshet keys makes it, the same for all processes; freshet start takes keys.json in DATA_DIR.',
  }),
  LOG_LEVEL: str<LogLevel>({
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'Least severe log line that is written.',
  }),
  TRUSTED_PROXIES: makeValidator<string>((text) => {
    compileTrust(text);
    return text;
  })({
    default: '',
    desc: 'Who may say in X-Forwarded-For whom a request is from: addresses and networks separated by commas, loopback, linklocal, uniquelocal; or none. Empty: visitors are not told apart by address, and one address may do as much as it likes; tries to log in count for who connects.',
  }),
  DRAIN_MS: countOrNone({
    default: 5_000,
    desc: 'How long a service that is told to end (SIGTERM) is not ready and serves on, in ms, until nobody sends to it; 0: it closes at once.',
  }),
  API_URL: url({
    default: 'http://127.0.0.1:8082',
    desc: 'Where dashboard and demo shop find the API.',
  }),
  INGEST_URL: url({
    default: 'http://127.0.0.1:8081',
    desc: 'Where API, dashboard and demo shop find an ingest; the API passes on what clients of Gorse write.',
  }),
  PARTITIONS: count({
    default: 32,
    desc: 'Partitions of every keyed topic at the beginning; the same in all services, and for ever (freshet repartition).',
  }),
  REPLICATION_FACTOR: count({ default: 1, desc: 'Replicas of each topic that is created.' }),
  GROUP_SESSION_TIMEOUT_MS: count({
    default: 10_000,
    desc: 'Without a sign of life for so long, in ms, a worker loses its partitions to the others; brokers allow 6 s to 30 min.',
  }),
  DEPLOYMENT: str<'shop' | 'news'>({
    choices: ['shop', 'news'],
    default: 'shop',
    desc: 'What kind of site it is: how fast interest in items fades.',
  }),
  SECOND_HOP: bool({
    default: true,
    desc: 'Whether neighbours of neighbours are candidates: better answers at about twice the CPU; the same in worker and API.',
  }),
  LATENESS_MS: count({
    default: 86_400_000,
    desc: 'How far back a live event may say it happened, in ms; older ones count as this old.',
  }),
  TABLE_ITEMS_MAX: count({
    default: 1_000_000,
    desc: 'Items whose catalogue entries and statistics are held in memory; further ones are left out.',
  }),
  ITEM_VISITORS_MIN: num<1 | 2 | 3>({
    choices: [1, 2, 3],
    default: 3,
    desc: 'Without a catalogue an item is recommended to others once it has had so many different visitors.',
  }),
  EXPLORATION_SHARE: share({
    default: 0.05,
    desc: 'The part of the places in a list, 0 to 0.5, that is given to items too young to be known; 0: none.',
  }),
  RANKER_SAMPLES_PER_S: countOrNone({
    default: 50,
    desc: 'Samples a second that a worker makes for the ranker at most, about 2 KB each; 0: none.',
  }),
  RANKER_SAMPLES_WAIT_MS: count({
    default: 2_000,
    desc: 'A batch of events waits no longer for its samples, in ms; what is not made by then is left out, and counted.',
  }),
  CACHE_KEYS_MAX: count({
    default: 100_000,
    desc: 'Decoded profiles, as many items, and as much of what attribution knows of visitors, that a worker keeps in memory.',
  }),
};

/** How Kafka is reached; every service and command that does so has all of them. */
export const kafkaSettings = {
  KAFKA_BROKERS: hostsAndPorts({ desc: 'Kafka brokers, host:port, separated by commas.' }),
  KAFKA_PREFIX: str({
    default: '',
    desc: 'Put before every topic and group name, on a cluster shared with others.',
  }),
  KAFKA_TLS: bool({ default: false, desc: 'Whether brokers are talked to over TLS.' }),
  KAFKA_CA_FILE: str({
    default: '',
    desc: 'PEM file of who signed the certificates of the brokers, if not one that everybody trusts.',
  }),
  KAFKA_CERT_FILE: str({
    default: '',
    desc: 'PEM file of the certificate that this process shows to brokers.',
  }),
  KAFKA_KEY_FILE: str({ default: '', desc: 'PEM file of the key of KAFKA_CERT_FILE.' }),
  KAFKA_SASL_MECHANISM: str<'' | 'plain' | 'scram-sha-256' | 'scram-sha-512'>({
    choices: ['', 'plain', 'scram-sha-256', 'scram-sha-512'],
    default: '',
    desc: 'How this process logs in to brokers; empty: not at all.',
  }),
  KAFKA_USERNAME: str({ default: '', desc: 'User that this process is to brokers.' }),
  KAFKA_PASSWORD: secret({ desc: 'Password of KAFKA_USERNAME.' }),
};

const redisUrl =
  'redis:// or rediss:// URL, with user:password@ where there are users; several, separated by commas, are nodes of one Redis Cluster. Ingest counts limits of keys there; without it each ingest counts for itself.';

/** How Redis is reached. */
export const redisSettings = {
  REDIS_URL: secret({ isRequired: true, desc: redisUrl }),
  REDIS_CA_FILE: str({
    default: '',
    desc: 'PEM file of who signed the certificates of Redis (rediss://), if not one that everybody trusts.',
  }),
};

/** The same of what can do without. */
export const optionalRedisSettings = {
  ...redisSettings,
  REDIS_URL: secret({ desc: redisUrl }),
};

/** Where health and metrics of what visitors call are had besides. */
export const operationsSettings = {
  OPERATIONS_HOST: host({ default: '127.0.0.1', desc: 'Address of OPERATIONS_PORT.' }),
  OPERATIONS_PORT: portOrNone({
    default: 0,
    desc: 'Port for health and metrics alone, where HOST is for visitors; 0: none.',
  }),
};
