import { assumed, type Load, loadsOf, type Plan, planFor, siteOf } from './arithmetic.ts';
import { type Measured, measuredNames } from './measured.ts';
import { firstToGrow, simulate } from './simulation.ts';

const SIZES = [1, 10, 100, 1_000] as const;

/** docs/capacity.md from docs/capacity.json. */
export function capacityPage(measured: Measured): string {
  const plans = SIZES.map((times) => planFor(siteOf(times), measured));
  return `${introduction}
## Measured

${table(
  ['figure', '', 'unit'],
  measuredNames.map((name) => [
    `\`${name}\``,
    number(measured[name]),
    name.endsWith('bytes') ? 'bytes' : 'µs',
  ]),
)}

${measuredNotes}
## What a size needs

At once, in the busiest minute; ${percent(assumed.utilisation)} of a thread are planned with.

${table(['', ...SIZES.map((times) => `${number(times)} ×`)], sizeRows(plans))}

Taken for granted, not measured: ${assumed.replicas} replicas of each topic, kept ${assumed.keptDays} days at ${percent(assumed.meanOfPeak)} of the busiest minute's load, a broker that takes in ${bytes(assumed.brokerBytesPerS)}/s, shards of ${bytes(assumed.shardBytes)}, ${bytes(assumed.apiBytes)} for an API process. Partitions are a power of two, at least 32, ${assumed.partitionsPerWorker} for each worker; they are given once (\`PARTITIONS\`; \`freshet repartition\` later). Dashboard and sink come on top.

## What gives way first

What is busiest in such a deployment at the load it is for, and what is when it gets ten times that; 100 % is all that a part can do. Memory of tables above 100 % asks for API processes with more than is taken for granted.

${table(
  ['deployment for', 'at its load', 'at ten times that: first', 'then', 'then'],
  plans.map((plan) => [
    `${number(plan.site.times)} ×`,
    ...loadsOf(plan, plan.site, measured).slice(0, 1).map(loadText),
    ...loadsOf(plan, siteOf(10 * plan.site.times), measured)
      .slice(0, 3)
      .map(loadText),
  ]),
)}

## Simulated

${simulationText}
${table(
  ['deployment for', 'ingest', 'workers', 'API', 'Redis', 'the first queue grows at', 'in'],
  plans.map((plan) => {
    const waits = simulate(plan, plan.site, measured, 1).map(({ waiting }) => waiting.p99S);
    const { factor, parts } = firstToGrow(plan, plan.site, measured);
    const shown = waits.map((seconds) => `${number(1000 * seconds)} ms`);
    return [
      `${number(plan.site.times)} ×`,
      ...shown,
      `${number(factor)} × its load`,
      parts.join(', '),
    ];
  }),
)}
`;
}

const introduction = `# Capacity

What an event, an answer, a visitor and an item cost, measured, and what follows for a site that is 10, 100 and
1,000 times as large. This page is computed from [capacity.json](capacity.json) by \`test/bench/capacity\`; a test
holds it to that file. To measure anew, on a machine with nothing else to do:

\`\`\`sh
npm run -s bench -- capacity --json | tail -1 > docs/capacity.json
npx biome format --write docs/capacity.json
npx vitest run --project unit test/tidy/capacity.test.ts -u
\`\`\`

Times are of that machine (README, "Measured") and scale with the speed of a core; bytes do not.
`;

const measuredNotes = `\`thread\` is the busiest thread of a process, which is its bound; \`cpu\` is all threads, garbage collection and, for Kafka, the JVM's compiler included. Events are posted ten to a request, as fast as they are taken: at a lower rate batches are smaller and each event costs more; answers are lists of 20 for visitors of 20 visits, from items of 100 neighbours. Bytes in topics are those of the broker's segments. Derived are the records that workers publish: signals, samples for the ranker, statistics, attribution. An item's memory in the API is what the process is larger by, garbage included. Kafka is one broker, without replicas, and answers have no other load beside them.
`;

const simulationText = `Events and answers come at random (Poisson), each goes to some server of a part, takes there what was measured, and waits for those before it. Shown is how long 99 of 100 wait at most at each part when the deployment has the load it is for, and where the first queue grows when the load rises.

It is arithmetic with chance: it shows that queues stay short at the planned ${percent(assumed.utilisation)} and that the part named grows first. It knows no batches (workers and Kafka work in them, which makes events wait longer and cost less), no garbage collection, no network, no hot visitor (one visitor is one partition, and so one worker), and no larger machine than the one measured on; nothing beyond one machine was run.
`;

const loadText = ({ part, utilisation }: Load): string => `${part}, ${percent(utilisation)}`;

function sizeRows(plans: readonly Plan[]): string[][] {
  const row = (name: string, show: (plan: Plan) => string) => [name, ...plans.map(show)];
  return [
    row('events a second', ({ site }) => number(site.eventsPerS)),
    row('answers a second', ({ site }) => number(site.answersPerS)),
    row('visitors known', ({ site }) => number(site.users)),
    row('items', ({ site }) => number(site.items)),
    row('ingest processes', ({ ingests }) => number(ingests)),
    row('workers', ({ workers }) => number(workers)),
    row('API processes', ({ apis }) => number(apis)),
    row('Redis shards', ({ shards }) => number(shards)),
    row('Redis memory', ({ redisBytes }) => bytes(redisBytes)),
    row('brokers', ({ brokers }) => number(brokers)),
    row('partitions', ({ partitions }) => number(partitions)),
    row('into brokers, replicas included', ({ kafkaInPerS }) => `${bytes(kafkaInPerS)}/s`),
    row('out of brokers', ({ kafkaOutPerS }) => `${bytes(kafkaOutPerS)}/s`),
    row('disk of all brokers', ({ kafkaDiskBytes }) => bytes(kafkaDiskBytes)),
    row('tables in each API process', ({ tableBytes }) => bytes(tableBytes)),
    row('answers to clients', ({ answersBytesPerS }) => `${bytes(answersBytesPerS)}/s`),
    row('cores in use', ({ cores }) => number(cores)),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function number(value: number): string {
  const maximumSignificantDigits = value >= 1000 ? 3 : 2;
  return value.toLocaleString('en-US', { maximumSignificantDigits });
}

function percent(share: number): string {
  return `${number(100 * share)} %`;
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)));
  return `${number(value / 1000 ** power)} ${units[power]}`;
}
