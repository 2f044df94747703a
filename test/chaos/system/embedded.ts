import { join } from 'node:path';
import { topics } from '@freshet/events';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { eventually } from '../../support/eventually.ts';
import { commands } from '../../support/processes.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { behind, type Readable } from '../audit/evidence.ts';
import { historyDifferences } from '../audit/history.ts';
import { newStage, type Stage } from '../stage.ts';
import type { Trace } from '../trace.ts';
import { SupervisedService } from './supervised-service.ts';
import { SETTLE_MS, type System } from './system.ts';

const PARTITIONS = 8;

export interface EmbeddedStage extends Stage {
  readonly freshet: SupervisedService;
}

/** `freshet start`: one process with all of its state in one folder. */
export async function startEmbedded(trace: Trace): Promise<System<EmbeddedStage>> {
  const dataDir = join(trace.folder, 'data');
  const freshet = await SupervisedService.start({
    command: commands['freshet start'],
    name: 'freshet',
    env: { DATA_DIR: dataDir, PARTITIONS: String(PARTITIONS) },
    trace,
  });
  await freshet.ready();
  let stopped = false;

  async function read<T>(work: (readable: Readable) => Promise<T>): Promise<T> {
    const environment = openEnvironment(dataDir);
    const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger: quietLogger });
    const store = createEmbeddedStore(environment);
    try {
      await log.admin.ensureTopics(Object.values(topics));
      return await work({ log, store, partitions: PARTITIONS });
    } finally {
      await log.close();
      await store.close();
      await environment.close();
    }
  }

  const stage = { ...newStage(trace), freshet };
  return {
    stage,
    ingestUrls: [freshet.url],
    read,
    async settle() {
      await freshet.ready();
      await eventually('nothing lags', () => expectNoLag(freshet), { timeoutMs: SETTLE_MS });
      const miscounted = await historyDifferences(freshet.url, stage.acknowledged.count);
      // One process at a time may open the folder.
      const code = await freshet.stop('SIGTERM');
      stopped = true;
      const late = [...(await read(behind)), ...miscounted];
      return code === 0 ? late : [...late, `freshet ended with ${code}`];
    },
    async stop() {
      if (!stopped) await freshet.stop('SIGKILL');
    },
  };
}

async function expectNoLag({ url }: SupervisedService): Promise<void> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lags = [
    ...text.matchAll(
      /^freshet_partition_lag_records\{group="(?:profiles|items|attribution)"[^}]*\} (\d+)/gm,
    ),
  ];
  const behindBy = lags.reduce((sum, [, records]) => sum + Number(records), 0);
  if (lags.length !== 3 * PARTITIONS || behindBy > 0) throw new Error(`${behindBy} records`);
}
