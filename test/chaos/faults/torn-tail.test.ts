import { Journal } from '@freshet/ingest';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../support/forms.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { tearTail } from './torn-tail.ts';

const open = (dir: string) => Journal.open({ dir, bytesMax: 2 ** 20, logger: quietLogger });

const entryOf = (id: string) => ({
  topic: 'behaviour.events',
  partition: 0,
  message: { id, key: 'k', value: Buffer.from(id), ack: 'all' as const },
});

async function journaled(count: number): Promise<string> {
  const dir = temporaryFolder();
  const journal = await open(dir);
  await journal.append(Array.from({ length: count }, (_, i) => entryOf(`event-${i}`)));
  await journal.close();
  return dir;
}

it('leaves what is answered for, and something torn behind it, wherever it tears', async () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), share, async (answered, kept) => {
      const dir = await journaled(8);
      const isKnown = (id: string) => Number(id.split('-')[1]) < answered;
      const torn = await tearTail(dir, { isKnown, share: kept });
      expect(torn!.keptBytes).toBeGreaterThan(torn!.known);
      const journal = await open(dir);
      onTestFinished(() => journal.close());
      const size = journal.recovered[0]!.size;
      expect(size).toBeGreaterThanOrEqual(answered);
      expect(size).toBeLessThanOrEqual(8);
      await journal.close();
    }),
    { numRuns: 30 },
  );
});

it('has nothing to tear where nothing is journaled', async () => {
  expect(await tearTail(temporaryFolder(), { isKnown: () => true, share: 0.5 })).toBe(undefined);
});
