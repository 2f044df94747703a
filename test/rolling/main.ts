import { parseArgs } from 'node:util';
import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { formatRolling } from './report.ts';
import { runRollingRestart } from './rolling-restart.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000' },
    requests: { type: 'string', default: '500' },
    brokers: { type: 'string', default: '3' },
  },
});
const brokers = values.brokers === '1' ? 1 : 3;

const all = { processes: 2, restarts: 2 };

let code = 1;
try {
  const [kafka, redis] = await Promise.all([
    startKafka({ brokers }),
    startRedis({ appendonly: true }),
  ]);
  const report = await runRollingRestart({
    kafka: kafka.bootstrap,
    kafkaPrefix: '',
    redisUrl: redis.url,
    replicationFactor: brokers,
    plan: {
      worker: all,
      sink: { processes: 1, restarts: 1 },
      api: all,
      dashboard: all,
      ingest: all,
    },
    eventsPerS: Number(values.events),
    requestsPerS: Number(values.requests),
    say: (text) => console.log(text),
  });
  console.log(formatRolling(report));
  code = report.failures.length + report.differences.length === 0 ? 0 : 1;
  await Promise.all([kafka.stop(), redis.stop()]);
} catch (error) {
  console.error(error);
}
// What may still be starting after a failure ends with this process.
process.exit(code);
