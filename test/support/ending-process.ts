import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, createShutdown } from '@freshet/runtime';

/** How long its steps may take, in ms; far less than the product gives them. */
const STEPS_MS_MAX = 300;
const [how = ''] = process.argv.slice(2);

const forever = () => new Promise<void>(() => {});
/** A step, which takes long enough for a second signal to be seen. */
const say = (text: string) => async () => {
  await delay(20);
  console.log(text);
};

// A process that ends as its argument says, and writes a line for each step.
const shutdown = createShutdown(createLogger('ending', 'info'), STEPS_MS_MAX);
shutdown.stopping.addEventListener('abort', () => console.log('stopping'));
shutdown.add('engine', say('engine closed'));
shutdown.add('publisher', how === 'hangs' ? forever : say('publisher closed'));
if (how === 'fails late') {
  shutdown.add('consumer', () => {
    shutdown.fail(new Error('the consumer died'));
    return Promise.resolve();
  });
}
// Longer than a test: only a second signal, or another one than SIGTERM, ends it.
shutdown.add('http', say('http closed'), how === 'drains' ? 3_600_000 : 0);
setInterval(() => {}, 1_000);
// Two sorts, since a second one of the same may be merged with the first.
if (how === 'is told twice') {
  process.kill(process.pid, 'SIGINT');
  process.kill(process.pid, 'SIGHUP');
}
if (how === 'fails') shutdown.fail(new Error('the log is gone'));
console.log('started');
