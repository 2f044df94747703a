import type { Fence, Store } from '@freshet/store';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeStores, fenceAt, freshPartition } from '../support/store-engines.ts';

const keys = ['', 'a', 'b', '{b}', 'a/b', '🛒', 'g'.repeat(1000)];

/** One call: from the present fence, or from a stale one. */
const step = fc.record({
  stale: fc.boolean(),
  partition: fc.nat({ max: 2 }),
  writes: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom(...keys),
      value: fc.option(fc.uint8Array({ maxLength: 40 }), { nil: null }),
    }),
    { selector: ({ key }) => key },
  ),
});

interface Model {
  fence: Fence | undefined;
  readonly values: Map<string, string>;
}

describeStores('any sequence of changes', (open) => {
  it('leaves what a plain map would hold', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { namespace } = freshPartition();
        const places = [0, 1, 2].map((partition) => freshPartition({ namespace, partition }));
        const models = places.map((): Model => ({ fence: undefined, values: new Map() }));
        for (const [i, { stale, partition, writes }] of steps.entries()) {
          const model = models[partition]!;
          const from = stale ? fenceAt(1_000_000 + i) : model.fence;
          const next = fenceAt(i + 1);
          const applied = await store.apply({ partition: places[partition]!, from, next, writes });
          expect(applied).toEqual(stale ? { stale, at: model.fence } : { stale });
          if (!stale) change(model, next, writes);
        }
        for (const [i, partition] of places.entries()) {
          await expectState(store, partition, models[i]!);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function change(
  model: Model,
  next: Fence,
  writes: readonly { key: string; value: Uint8Array | null }[],
): void {
  model.fence = next;
  for (const { key, value } of writes) {
    if (value === null) model.values.delete(key);
    else model.values.set(key, Buffer.from(value).toString('hex'));
  }
}

async function expectState(
  store: Store,
  partition: ReturnType<typeof freshPartition>,
  model: Model,
): Promise<void> {
  const { fence, values } = await store.read(partition, keys);
  expect(fence).toEqual(model.fence);
  expect(values.map((value) => value && Buffer.from(value).toString('hex'))).toEqual(
    keys.map((key) => model.values.get(key)),
  );
}
