import { expect, it } from 'vitest';
import { describeStores, fenceAt, freshPartition, texts } from '../support/store-engines.ts';

const ROUNDS = 200;

describeStores('two owners of one partition', (open) => {
  it('never both apply from one fence', async () => {
    const partition = freshPartition();
    const writers = [await open(), await open()];
    const keys = Array.from({ length: 5 }, (_, i) => `key ${i}`);
    for (let round = 0; round < ROUNDS; round++) {
      const from = round === 0 ? undefined : fenceAt(round);
      // In turns the other goes first; both are under way at once.
      const order = round % 2 === 0 ? [0, 1] : [1, 0];
      const outcomes = await Promise.all(
        order.map(async (who) => {
          const writes = keys.map((key) => ({ key, value: Buffer.from(`${who} in ${round}`) }));
          const change = { partition, from, next: fenceAt(round + 1), writes };
          return { who, applied: await writers[who]!.apply(change) };
        }),
      );
      const winners = outcomes.filter(({ applied }) => !applied.stale);
      const losers = outcomes.filter(({ applied }) => applied.stale);
      expect(winners).toHaveLength(1);
      expect(losers[0]!.applied).toEqual({ stale: true, at: fenceAt(round + 1) });
      const written = new Set(await texts(writers[0]!, partition, keys));
      expect([...written]).toEqual([`${winners[0]!.who} in ${round}`]);
    }
  });

  it('never see values of another moment than the fence', async () => {
    const partition = freshPartition();
    const [writer, reader] = [await open(), await open()];
    const keys = Array.from({ length: 20 }, (_, i) => `key ${i}`);
    const written = new AbortController();
    const write = async () => {
      for (let n = 1; n <= ROUNDS; n++) {
        // Every third change deletes what it does not write, so absence has to match as well.
        const writes = keys.map((key) => ({
          key,
          value: n % 3 === 0 ? null : Buffer.from(String(n)),
        }));
        const from = n === 1 ? undefined : fenceAt(n - 1);
        await writer.apply({ partition, from, next: fenceAt(n), writes });
      }
      written.abort();
    };
    const seen = new Set<number>();
    const read = async () => {
      while (!written.signal.aborted) {
        const { fence, values } = await reader.read(partition, keys);
        const n = fence?.next ?? 0;
        const expected = n % 3 === 0 ? undefined : String(n);
        const found = new Set(values.map((value) => value && Buffer.from(value).toString()));
        expect([...found]).toEqual([expected]);
        seen.add(n);
        // A read of the embedded engine never waits, and would not let the writer on.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all([write(), read(), read()]);
    expect(seen.size).toBeGreaterThan(10);
  });
});
