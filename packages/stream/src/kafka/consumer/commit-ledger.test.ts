import { createLogger } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { type Commit, CommitLedger } from './commit-ledger.ts';

/** A ledger whose commits wait in `sent`, as `PARTITION:OFFSET`, until they are answered. */
function openLedger() {
  const sent: string[] = [];
  const answers: { settle(failure?: Error): void }[] = [];
  const commit: Commit = (offsets) => {
    const { partitions } = offsets!.topics[0]!;
    sent.push(partitions.map(({ partition, offset }) => `${partition}:${offset}`).join(' '));
    return new Promise((resolve, reject) => {
      answers.push({ settle: (failure) => (failure ? reject(failure) : resolve()) });
    });
  };
  const answer = async (failure?: Error): Promise<void> => {
    answers.shift()!.settle(failure);
    await new Promise(setImmediate);
  };
  const ledger = new CommitLedger('visits', createLogger('test', 'silent'));
  return { ledger, commit, sent, answer };
}

it('sends one commit after another, with all that was done meanwhile', async () => {
  const { ledger, commit, sent, answer } = openLedger();
  ledger.done(0, 1, commit);
  void ledger.flush();
  await new Promise(setImmediate);
  for (const next of [2, 3]) {
    ledger.done(0, next, commit);
    ledger.done(1, next, commit);
    void ledger.flush();
  }
  await new Promise(setImmediate);
  expect(sent).toEqual(['0:1']);
  await answer();
  expect(sent).toEqual(['0:1', '0:3 1:3']);
});

it('waits at a last flush for the commit under way', async () => {
  const { ledger, commit, answer } = openLedger();
  ledger.done(0, 1, commit);
  void ledger.flush();
  let closed = false;
  const last = ledger.flush().finally(() => {
    closed = true;
  });
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  await answer();
  await last;
});

it('sends what failed again, but not over what was committed since', async () => {
  const { ledger, commit, sent, answer } = openLedger();
  ledger.done(0, 1, commit);
  ledger.done(1, 1, commit);
  void ledger.flush();
  const now = ledger.commitNow(0, 5, commit);
  await new Promise(setImmediate);
  await answer(new Error('coordinator is loading'));
  await answer();
  await now;
  void ledger.flush();
  await new Promise(setImmediate);
  expect(sent).toEqual(['0:1 1:1', '0:5', '1:1']);
});

it('does not commit again what was committed before the work', async () => {
  const { ledger, commit, sent, answer } = openLedger();
  const now = ledger.commitNow(0, 5, commit);
  await new Promise(setImmediate);
  await answer();
  await now;
  ledger.done(0, 5, commit);
  await ledger.flush();
  expect(sent).toEqual(['0:5']);
});

it('commits nothing for partitions of an assignment that has ended', async () => {
  const { ledger, commit, sent, answer } = openLedger();
  ledger.done(1, 1, commit);
  void ledger.flush();
  const now = ledger.commitNow(0, 5, commit);
  await new Promise(setImmediate);
  ledger.forget();
  await answer(new Error('rebalancing'));
  await now;
  await ledger.flush();
  expect(sent).toEqual(['1:1']);
});
