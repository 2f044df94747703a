import type { NamespacePlan } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { firstPlan } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../../../../test/support/eventually.ts';
import { quietLogger } from '../../../../test/support/quiet-logger.ts';
import type { ItemTables } from '@freshet/tables';
import { openServedNamespace } from './served-namespace.ts';

/** Tables that are whole when the test says so. */
class StubTables {
  readonly caughtUp: Promise<void>;
  fill!: () => void;
  isClosed = false;

  constructor() {
    this.caughtUp = new Promise((resolve) => {
      this.fill = resolve;
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

async function serve(failures = 0) {
  const opened = new Map<string, StubTables>();
  let plan: NamespacePlan = firstPlan;
  let changed = () => {};
  const served = await openServedNamespace({
    namespaces: {
      get plan() {
        return plan;
      },
      watch(watcher) {
        changed = watcher;
        return () => {};
      },
    },
    partitions: 4,
    logger: quietLogger,
    async openTables(namespace) {
      if (opened.size > 0 && failures-- > 0) throw new FreshetError('LOG_UNREACHABLE', 'away');
      const tables = new StubTables();
      opened.set(namespace, tables);
      return tables as Partial<ItemTables> as ItemTables;
    },
  });
  const goLive = (live: string) => {
    plan = { ...plan, live };
    changed();
  };
  const tablesOf = (name: string) =>
    eventually(`tables of ${name} are opened`, () => {
      expect(opened.has(name)).toBe(true);
      return opened.get(name)!;
    });
  return { served, goLive, tablesOf };
}

it('answers from the namespace before until the tables of the live one are whole', async () => {
  const { served, goLive, tablesOf } = await serve();
  goLive('n2');
  const tables = await tablesOf('n2');
  await new Promise((resolve) => setImmediate(resolve));
  expect(served.current.namespace).toBe('main');
  tables.fill();
  await eventually('n2 is served', () => expect(served.current.namespace).toBe('n2'));
  await eventually('the tables before are closed', async () => {
    expect((await tablesOf('main')).isClosed).toBe(true);
  });
  expect(tables.isClosed).toBe(false);
});

it('stays where it is when operators change their mind meanwhile', async () => {
  const { served, goLive, tablesOf } = await serve();
  goLive('n2');
  const tables = await tablesOf('n2');
  goLive('main');
  tables.fill();
  await eventually('n2 is given up', () => expect(tables.isClosed).toBe(true));
  expect(served.current.namespace).toBe('main');
  expect((await tablesOf('main')).isClosed).toBe(false);
});

it('tries again while the log is away, and answers as before', async () => {
  const { served, goLive, tablesOf } = await serve(1);
  goLive('n2');
  (await tablesOf('n2')).fill();
  await eventually('n2 is served', () => expect(served.current.namespace).toBe('n2'));
});

it('closes while it waits for tables', async () => {
  const { served, goLive, tablesOf } = await serve();
  goLive('n2');
  const tables = await tablesOf('n2');
  await served.close();
  expect(tables.isClosed).toBe(true);
  expect((await tablesOf('main')).isClosed).toBe(true);
});
