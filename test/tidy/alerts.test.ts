import { describe, expect, it, test } from 'vitest';
import { alertRules, recordedNames } from '../support/alert-rules.ts';
import { declaredMetrics } from '../support/declared-metrics.ts';
import { checkRules, holdAgainst, promtoolAvailable, type Scraped } from '../support/promtool.ts';
import { faultsOfQuery } from '../support/promql.ts';
import { textOf } from '../support/repository.ts';

const alerts = alertRules().filter((rule) => rule.alert !== undefined);

const ruleNames = alertRules().map((rule) => [rule.alert ?? rule.record, rule.expr] as const);
it.each(ruleNames)('%s asks for what services declare', async (_name, expr) => {
  expect(faultsOfQuery(expr, await declaredMetrics(), recordedNames())).toEqual([]);
});

test.each([
  ['sum(rate(freshet_probe_rounds_total{outcome="fresh"}[5m]))', []],
  ['freshet_nothing_total', ['there is no freshet_nothing_total']],
  [
    'freshet_api_items{group="items"}',
    ['no metric here has group in freshet_api_items{group="items"}'],
  ],
  ['sum by (topic) (freshet_partition_stopped)', ['nothing has topic']],
  ['freshet_processor_batch_seconds', ['there is no freshet_processor_batch_seconds']],
  ['sum(freshet_api_items', [expect.stringContaining('is no PromQL') as string]],
])('the check sees what is wrong with %s', async (query, faults) => {
  expect(faultsOfQuery(query, await declaredMetrics(), [])).toEqual(faults);
});

describe.each(alerts)('$alert', ({ labels, annotations, alert }) => {
  it('says who has to look, what is wrong and where to read on', () => {
    expect(alert).toMatch(/^Freshet[A-Z]/);
    expect(labels).toEqual({ severity: expect.stringMatching(/^(page|ticket)$/) as string });
    expect(Object.keys(annotations!).toSorted()).toEqual(['description', 'runbook', 'summary']);
    const anchor = /^README\.md#(.+)$/.exec(annotations!['runbook']!)?.[1];
    expect(textOf('README.md'), `README has no row ${anchor}`).toContain(
      `| <a id="${anchor}"></a>`,
    );
  });

  it('is fired by one of the situations below', () => {
    expect(situations.flatMap(([, , , fires]) => fires)).toContain(alert);
  });
});

/** An hour and a half of a service that does well: 60 rounds a minute, all fresh. */
const MINUTES = 90;
const well = (perMinute: number) => `0+${perMinute}x${MINUTES}`;
const fresh = 'freshet_probe_rounds_total{outcome="fresh"}';
const late = 'freshet_probe_rounds_total{outcome="late"}';
const accepted = 'freshet_ingest_events_accepted_total';
const requests = (service: string, labels: string) =>
  `freshet_${service}_request_duration_seconds_count{${labels}}`;
const answers = requests('api', 'route="GET /v1/recommendations",status="200"');
const all = (value: number) => `${value}x${MINUTES}`;
const healthy: Scraped = {
  [fresh]: well(60),
  [late]: all(0),
  [accepted]: well(1_000),
  [requests('ingest', 'route="POST /v1/events",status="202"')]: well(1_000),
  [answers]: well(1_000),
  'freshet_partition_lag_records{group="items",partition="3"}': all(5),
  'freshet_worker_drain_seconds{group="items"}': all(0.2),
  'freshet_partition_stopped{group="items",partition="3"}': all(0),
  'freshet_disk_free_bytes{folder="journal",instance="ingest"}': all(2 ** 40),
  freshet_ingest_journal_bytes: all(0),
  freshet_ingest_journal_limit_bytes: all(1_000),
  'up{job="freshet",instance="ingest"}': all(1),
};
/** Nothing for an hour and a quarter, then so much a minute. */
const lately = (perMinute: number) => `0x75 ${perMinute}+${perMinute}x14`;
const born = '_x85 1x4';

const situations: readonly (readonly [
  why: string,
  scraped: Scraped,
  at: string,
  fires: readonly string[],
])[] = [
  ['all is well', {}, '80m', []],
  [
    'a fifth of the seconds are late',
    { [fresh]: well(48), [late]: well(12) },
    '80m',
    ['FreshetFreshnessBurnsFast', 'FreshetFreshnessBurnsSlowly'],
  ],
  [
    'they were, and are not any more',
    { [fresh]: '0+48x50 2412+60x40', [late]: '0+12x50 600x40' },
    '85m',
    ['FreshetFreshnessBurnsSlowly'],
  ],
  ['one in 200 is late', { [fresh]: well(60), [late]: well(0.3) }, '80m', []],
  [
    'one in 40 is late',
    { [fresh]: well(58.5), [late]: well(1.5) },
    '80m',
    ['FreshetFreshnessBurnsSlowly'],
  ],
  ['there is no probe', { [fresh]: '', [late]: '' }, '20m', ['FreshetProbeDown']],
  ['the probe stands still', { [fresh]: all(60) }, '20m', ['FreshetProbeDown']],
  [
    'an instance is gone',
    { 'up{job="freshet",instance="ingest"}': '1x80 0x10' },
    '85m',
    ['FreshetInstanceDown'],
  ],
  [
    'ingest answers 503',
    { [requests('ingest', 'route="POST /v1/events",status="503"')]: well(50) },
    '80m',
    ['FreshetIngestFails'],
  ],
  [
    'a tenth of the events is refused',
    { 'freshet_ingest_rejected_total{code="FIELD_MISSING"}': well(111) },
    '80m',
    ['FreshetEventsRefused'],
  ],
  [
    'ingest writes to its journal, which fills',
    {
      'freshet_ingest_journal_partitions{instance="ingest"}': '0x80 3x10',
      freshet_ingest_journal_bytes: '0x80 600x10',
    },
    '86m',
    ['FreshetLogUnreachable', 'FreshetJournalFills'],
  ],
  [
    'workers wait for Kafka',
    { 'freshet_processor_pauses_total{group="items",code="LOG_UNREACHABLE"}': lately(3) },
    '88m',
    ['FreshetLogUnreachable'],
  ],
  [
    'workers wait for Redis, and the API answers without it',
    {
      'freshet_processor_pauses_total{group="items",code="STORE_UNREACHABLE"}': lately(3),
      'freshet_api_fallbacks_total{strategy="trending",degraded="true"}': lately(900),
    },
    '88m',
    ['FreshetStoreUnreachable', 'FreshetAnswersDegraded'],
  ],
  [
    'the log lost what it had',
    { freshet_ingest_messages_resent_total: born },
    '88m',
    ['FreshetEventsSentAgain'],
  ],
  [
    'a disk is nearly full',
    { 'freshet_disk_free_bytes{folder="journal",instance="ingest"}': all(1e9) },
    '80m',
    ['FreshetDiskFull'],
  ],
  [
    'a disk loses a gibibyte a minute',
    {
      'freshet_disk_free_bytes{folder="journal",instance="ingest"}': `${2 ** 40}-${2 ** 30}x${MINUTES}`,
    },
    '88m',
    ['FreshetDiskFills'],
  ],
  [
    'a partition is stopped and falls behind',
    {
      'freshet_partition_stopped{group="items",partition="3"}': '0x75 1x15',
      'freshet_worker_drain_seconds{group="items"}': '0.2x75 stale',
    },
    '85m',
    ['FreshetPartitionStopped', 'FreshetGroupStandsStill'],
  ],
  [
    'a group will need ten minutes',
    { 'freshet_worker_drain_seconds{group="items"}': all(600) },
    '80m',
    ['FreshetGroupBehind'],
  ],
  [
    'retention was faster, for the first time',
    { 'freshet_processor_missed_records_total{group="items"}': born },
    '88m',
    ['FreshetRecordsMissed'],
  ],
  [
    'the store was emptied',
    { 'freshet_processor_rebuilds_total{group="items"}': lately(1) },
    '88m',
    ['FreshetStateRebuilt'],
  ],
  [
    'the first dead letter of all',
    { 'freshet_processor_dead_letters_total{group="profiles",code="RECORD_UNDECODABLE"}': born },
    '88m',
    ['FreshetDeadLetters'],
  ],
  [
    'a destination refuses, and is away',
    {
      'freshet_sink_dead_letters_total{code="SINK_REFUSED"}': lately(1),
      'freshet_sink_failed_attempts_total{cause="network"}': well(3),
      freshet_sink_delivered_events_total: all(9),
    },
    '88m',
    ['FreshetSinkDeadLetters', 'FreshetSinkFails'],
  ],
  [
    'the API answers 500',
    { [requests('api', 'route="GET /v1/recommendations",status="500"')]: well(50) },
    '80m',
    ['FreshetAnswersFail'],
  ],
  [
    'the API has not read what it answers from',
    { 'freshet_api_table_lag_records{instance="api",topic="item.stats"}': all(20_000) },
    '80m',
    ['FreshetTablesBehind'],
  ],
];

describe.skipIf(!promtoolAvailable())('promtool', () => {
  it('takes the rules', () => {
    expect(checkRules()).toMatchObject({ ok: true });
  });

  test.each(situations)('alerts as they should when %s', (_why, scraped, at, fires) => {
    const known = Object.entries({ ...healthy, ...scraped }).filter(([, values]) => values !== '');
    const { ok, said } = holdAgainst({ scraped: Object.fromEntries(known), at, fires });
    expect(ok, said).toBe(true);
  });
});
