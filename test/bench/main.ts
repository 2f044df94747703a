import { parseArgs } from 'node:util';
import { apiBench } from './api.ts';
import { beaconBench } from './beacon/beacon.ts';
import { capacityBench } from './capacity/capacity.ts';
import { dashboardBench } from './dashboard/dashboard.ts';
import { durabilityBench } from './durability.ts';
import { freshnessBench } from './freshness.ts';
import { hotProfileBench } from './hot-profile.ts';
import { ingestBench } from './ingest.ts';
import { journalBench } from './journal.ts';
import { memoryBench } from './memory.ts';
import { peakBench } from './peak/peak.ts';
import { protocolsBench } from './protocols.ts';
import { formatJson, formatTable } from './report.ts';
import { rankBench } from './rank.ts';
import { type Bench, Run } from './run.ts';
import { steeringBench } from './steering.ts';
import { workerBench } from './worker.ts';

const benches: Record<string, Bench> = {
  ingest: ingestBench,
  protocols: protocolsBench,
  worker: workerBench,
  api: apiBench,
  steering: steeringBench,
  rank: rankBench,
  freshness: freshnessBench,
  'hot-profile': hotProfileBench,
  memory: memoryBench,
  durability: durabilityBench,
  journal: journalBench,
  peak: peakBench,
  dashboard: dashboardBench,
  beacon: beaconBench,
  capacity: capacityBench,
};

const usage = `npm run bench -- ${Object.keys(benches).join('|')} [--json] [--clicks FILE] [--cpu-prof FOLDER] [--full]`;

/** Measuring ends so long after the start, in ms, which leaves a few of the 50 s for stopping. */
const MEASURING_MS_MAX = 44_000;
/** Where a broker has to come back first, or one deployment follows the other. */
const longer: Record<string, number> = {
  api: 100_000,
  steering: 130_000,
  rank: 80_000,
  durability: 80_000,
  peak: 80_000,
  'hot-profile': 90_000,
  dashboard: 120_000,
  beacon: 90_000,
  capacity: 240_000,
};
/** With `--full`, where a burst and an outage last a minute each. */
const FULL_MS_MAX = 600_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clicks: { type: 'string' },
    'cpu-prof': { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const bench = benches[name];
if (bench === undefined || positionals.length > 1) {
  console.error(usage);
  process.exit(2);
}

const run = new Run(
  { clicks: options.clicks, cpuProf: options['cpu-prof'], full: options.full },
  Date.now() + (options.full ? FULL_MS_MAX : (longer[name] ?? MEASURING_MS_MAX)),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void run.close().finally(() => process.exit(1)));
}
let code = 0;
try {
  const figures = await bench(run);
  console.log(formatTable(figures));
  if (options.json) console.log(formatJson(figures));
} catch (error) {
  console.error(error);
  code = 1;
}
await run.close();
// After a failure something may still be starting; what is left behind ends with this process.
process.exit(code);
