import { decodeAnswers, type LoggedAnswer } from '@freshet/events';
import { type Logger, Registry } from '@freshet/runtime';
import { expect, it, vi } from 'vitest';
import { AnswerLog } from './answer-log.ts';
import { createAnswerMetrics } from './metrics.ts';

/** An answer log whose publisher does what the test says, without an engine behind it. */
function openAnswerLog() {
  const written: LoggedAnswer[][] = [];
  const bytes: number[] = [];
  const said: string[] = [];
  let publishes: () => Promise<void> = () => Promise.resolve();
  const say = (_: object, message: string) => void said.push(message);
  const logger: Logger = { debug() {}, info: say, warn: say, error: say };
  const registry = new Registry();
  const answers = new AnswerLog({
    log: {
      publisher: {
        async publish(_topic: string, records: readonly { value: Uint8Array | null }[]) {
          await publishes();
          written.push(...records.map(({ value }) => decodeAnswers(value!)));
          bytes.push(...records.map(({ value }) => value!.length));
          return [];
        },
      } as never,
    },
    metrics: createAnswerMetrics(registry),
    logger,
  });
  return {
    answers,
    written,
    bytes,
    said,
    publishesBy: (how: () => Promise<void>) => (publishes = how),
    metric: async (name: string) =>
      (await registry.getSingleMetric(`freshet_api_answers_${name}_total`)!.get()).values[0]!.value,
  };
}

const answer = (recommId: string, items = 1): LoggedAnswer => ({
  recommId,
  site: 'default',
  userId: null,
  anonymousId: null,
  at: 1,
  scenario: 'home',
  strategy: 'trending',
  experiment: null,
  variant: null,
  page: null,
  items: Array.from({ length: items }, (_, i) => ({ itemId: `item-${i}`, score: i })),
});
const sizes = (written: readonly LoggedAnswer[][]) => written.map((batch) => batch.length);

it('writes what waits at the close, 500 answers at most in one record', async () => {
  const { answers, written, metric } = openAnswerLog();
  for (let i = 0; i < 1_234; i++) answers.add(answer(`r${i}`));
  await answers.close();
  expect(sizes(written)).toEqual([500, 500, 234]);
  expect(written.flat().map(({ recommId }) => recommId)).toEqual(
    Array.from({ length: 1_234 }, (_, i) => `r${i}`),
  );
  expect(await metric('logged')).toBe(1_234);
});

it('a record stays below the million bytes that one may have, however long the ids are', async () => {
  const { answers, written, bytes } = openAnswerLog();
  const items = Array.from({ length: 500 }, () => ({ itemId: '猫'.repeat(85), score: 1 }));
  for (let i = 0; i < 20; i++) answers.add({ ...answer('r'), items });
  await answers.close();
  expect(written.flat()).toHaveLength(20);
  for (const length of bytes) expect(length).toBeLessThan(1_000_000);
});

it('writes without being asked, soon after the first of them', async () => {
  vi.useFakeTimers();
  const { answers, written } = openAnswerLog();
  answers.add(answer('a'));
  answers.add(answer('b'));
  await vi.advanceTimersByTimeAsync(100);
  expect(sizes(written)).toEqual([2]);
  answers.add(answer('c'));
  await vi.advanceTimersByTimeAsync(100);
  expect(sizes(written)).toEqual([2, 1]);
  vi.useRealTimers();
});

it('leaves out what cannot be written, counts it, and says so once per outage', async () => {
  const { answers, written, said, publishesBy, metric } = openAnswerLog();
  publishesBy(() => Promise.reject(new Error('away')));
  for (let i = 0; i < 3; i++) {
    answers.add(answer('lost'));
    await answers.close();
  }
  publishesBy(() => Promise.resolve());
  answers.add(answer('kept'));
  await answers.close();
  expect(written.flat().map(({ recommId }) => recommId)).toEqual(['kept']);
  expect(said).toEqual(['answers are not logged', 'answers are logged again']);
  expect([await metric('left_out'), await metric('logged')]).toEqual([3, 1]);
});

it('holds 20,000 answers while nothing can be written, and leaves out what comes then', async () => {
  const { answers, written, publishesBy, metric } = openAnswerLog();
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  publishesBy(() => opened);
  // Those that are being written wait no more.
  for (let i = 0; i < 500 + 20_000 + 7; i++) answers.add(answer('r'));
  expect(await metric('left_out')).toBe(7);
  open();
  await answers.close();
  expect(written.flat()).toHaveLength(20_500);
});
