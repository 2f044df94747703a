import { parseArgs } from 'node:util';
import { readClicks } from '../bench/clicks.ts';
import { engines, runChaos } from './chaos.ts';
import { formatJson, formatReport } from './report.ts';

const usage = `npm run chaos -- --seed N --minutes M [--engine ${engines.join('|')}] [--json] [--clicks FILE]`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    engine: { type: 'string', default: 'distributed' },
    json: { type: 'boolean', default: false },
    clicks: { type: 'string' },
  },
});
const seed = Number(values.seed);
const minutes = Number(values.minutes);
const engine = engines.find((name) => name === values.engine);
if (!Number.isInteger(seed) || !(minutes > 0) || engine === undefined) {
  console.error(usage);
  process.exit(2);
}

let code = 1;
try {
  const report = await runChaos({
    engine,
    seed,
    durationMs: minutes * 60_000,
    clicks: await readClicks(values.clicks),
    say: (text) => console.log(text),
  });
  console.log(formatReport(report));
  if (values.json) console.log(formatJson(report));
  code = report.differences.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
}
// What may still be starting after a failure ends with this process.
process.exit(code);
