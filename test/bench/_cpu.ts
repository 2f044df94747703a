import { readFileSync } from 'node:fs';
import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { preload, watchProgress } from './backlog.ts';
import { readClicks, repeatClicks } from './clicks.ts';
import { Run } from './run.ts';
import { startService } from './service.ts';
const run = new Run({ cpuProf: process.env['PROF'] }, Date.now() + 100_000);
try {
  const [kafka, redis, clicks] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    readClicks(process.argv[2] || undefined),
  ]);
  const progress = await run.keep(watchProgress(kafka.bootstrap, redis.url, 12));
  await preload(kafka.bootstrap, repeatClicks(clicks, 200_000));
  const cpu = (pid: number) => {
    const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return [Number(f[11]) * 10, Number(f[12]) * 10];
  };
  const s = startService(run, 'worker', {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: '12',
  });
  while ((await progress.eventsApplied()) === 0) await new Promise((r) => setTimeout(r, 20));
  const w = await s;
  const c0 = cpu(w.pid),
    r0 = cpu(redis.pid),
    k0 = cpu(kafka.nodes[0]!.pid),
    t0 = performance.now(),
    e0 = await progress.eventsApplied();
  while ((await progress.eventsThrough()) < 200_000) await new Promise((r) => setTimeout(r, 30));
  const c1 = cpu(w.pid),
    r1 = cpu(redis.pid),
    k1 = cpu(kafka.nodes[0]!.pid),
    n = 200_000 - e0;
  const us = (a: number[], b: number[]) =>
    (((b[0]! + b[1]! - (a[0]! + a[1]!)) * 1000) / n).toFixed(1);
  console.log(
    `n ${n} wall ${(n / ((performance.now() - t0) / 1000)).toFixed(0)}/s  cpu us/event: worker ${us(c0, c1)} (user ${(((c1[0]! - c0[0]!) * 1000) / n).toFixed(1)}) redis ${us(r0, r1)} kafka ${us(k0, k1)}`,
  );
  const m = await (await fetch(w.url + '/metrics')).text();
  console.log(
    m
      .split('\n')
      .filter((l) => /inputs_total|batch_seconds_(sum|count)/.test(l) && !l.startsWith('#'))
      .join('\n'),
  );
  console.log('rss', readFileSync(`/proc/${w.pid}/status`, 'utf8').match(/VmHWM.*/)![0]);
  await w.stop();
} finally {
  await run.close();
}
