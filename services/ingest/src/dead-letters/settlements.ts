import { type SettledLetters, settledLettersCodec, type Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import type { LetterStatus } from './filed-letter.ts';

/** Letters that one record settles; a few bytes each. */
const SETTLED_MAX = 1000;

export type Outcome = Exclude<LetterStatus, 'open'>;

/**
 * What became of letters. Their topic only grows, so this lies in one of its own, which nothing but
 * `cut` shortens: an entry never goes before its letters do. Bounded by the letters still there.
 */
export interface Settlements {
  /** The outcome of each settled letter from `from` to before `to`. */
  read(from: number, to: number): Promise<ReadonlyMap<number, Outcome>>;
  settle(offsets: readonly number[], outcome: Outcome): Promise<void>;
  /** Forgets letters before `start`, which are gone. */
  cut(start: number): Promise<void>;
}

export function createSettlements(
  log: Log,
  { name: topic }: Topic,
  clock: () => number,
): Settlements {
  return {
    async read(from, to) {
      const outcomes = new Map<number, Outcome>();
      await readAll(log, topic, ({ offsets, outcome }) => {
        for (const offset of offsets) {
          if (offset >= from && offset < to) outcomes.set(offset, outcome as Outcome);
        }
        return 'more';
      });
      return outcomes;
    },
    async settle(offsets, outcome) {
      const records = [];
      for (let i = 0; i < offsets.length; i += SETTLED_MAX) {
        const part = offsets.slice(i, i + SETTLED_MAX);
        const value = settledLettersCodec.encode({ offsets: part, outcome, at: clock() });
        records.push({ value });
      }
      if (records.length > 0) await log.publisher.publish(topic, records);
    },
    async cut(start) {
      let before = 0;
      await readAll(log, topic, ({ offsets }, offset) => {
        if (offsets.some((settled) => settled >= start)) return 'enough';
        before = offset + 1;
        return 'more';
      });
      if (before > 0) await log.admin.trim(topic, { partition: 0, offset: before });
    },
  };
}

async function readAll(
  log: Log,
  topic: string,
  visit: (settled: SettledLetters, offset: number) => 'more' | 'enough',
): Promise<void> {
  await log.read({
    topic,
    partition: 0,
    from: 0,
    to: Infinity,
    async handle(records) {
      for (const { value, offset } of records) {
        if (visit(settledLettersCodec.decode(value!), offset) === 'enough') return 'enough';
      }
      return 'more';
    },
  });
}
