import { parseArgs } from 'node:util';
import { apiBench } from './api.ts';
import { durabilityBench } from './durability.ts';
import { freshnessBench } from './freshness.ts';
import { ingestBench } from './ingest.ts';
import { memoryBench } from './memory.ts';
import { formatJson, formatTable } from './report.ts';
import { type Bench, Run } from './run.ts';
import { workerBench } from './worker.ts';

const benches: Record<string, Bench> = {
  ingest: ingestBench,
  worker: workerBench,
  api: apiBench,
  freshness: freshnessBench,
  memory: memoryBench,
  durability: durabilityBench,
};

const usage = `npm run bench -- ${Object.keys(benches).join('|')} [--json] [--clicks FILE] [--cpu-prof FOLDER]`;

/** Measuring ends so long after the start, in ms, which leaves a few of the 50 s for stopping. */
const MEASURING_MS_MAX = 44_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clicks: { type: 'string' },
    'cpu-prof': { type: 'string' },
  },
});
const bench = benches[positionals[0] ?? ''];
if (bench === undefined || positionals.length > 1) {
  console.error(usage);
  process.exit(2);
}

const run = new Run(
  { clicks: options.clicks, cpuProf: options['cpu-prof'] },
  Date.now() + MEASURING_MS_MAX,
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
