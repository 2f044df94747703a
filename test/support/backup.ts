import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@freshet/events';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import type { Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { freshetCommand } from './freshet-command.ts';
import { postJson } from './http.ts';
import { startProcess } from './processes.ts';
import { quietLogger } from './quiet-logger.ts';

/** `freshet restore` to its end. */
export async function runRestore(
  backup: string,
  dataDir: string,
): Promise<{ code: number | null; output: string }> {
  const command = freshetCommand('restore', backup);
  const running = startProcess({ command, env: { DATA_DIR: dataDir } });
  return { code: await running.exited, output: running.output() };
}

/** Log and store of a folder that no instance has open. */
export async function withFolder<T>(
  dir: string,
  partitions: number,
  look: (engines: { log: Log; store: Store }) => Promise<T>,
): Promise<T> {
  const environment = openEnvironment(dir);
  const log = createEmbeddedLog({ environment, partitions, logger: quietLogger });
  const store = createEmbeddedStore(environment);
  try {
    await log.admin.ensureTopics(Object.values(topics));
    return await look({ log, store });
  } finally {
    await log.close();
    await store.close();
    await environment.close();
  }
}

/** Clients that post visits one request after another until stopped. */
export interface PostingClients {
  /** Ids of events that were answered for so far. */
  readonly acknowledged: ReadonlySet<string>;
  stop(): Promise<void>;
}

const USERS = ['ada', 'bob', 'eve', 'joe', 'kim', 'leo', 'mia'];
const ITEMS = ['tent', 'stove', 'lamp', 'rope', 'map'];

/** Clients that post as fast as they are answered leave nothing of two cores to what they try. */
const PAUSE_MS = 20;

/** Each posts requests of `size` events; ids begin with `name`. */
export function startPosting(
  url: string,
  { name, clients, size }: { name: string; clients: number; size: number },
): PostingClients {
  const acknowledged = new Set<string>();
  const stopping = new AbortController();
  const post = async (client: number): Promise<void> => {
    for (let n = 0; !stopping.signal.aborted; n += size) {
      const events = Array.from({ length: size }, (_, i) => ({
        id: `${name}-${client}-${n + i}`,
        type: 'view',
        userId: USERS[(n + i + client) % USERS.length],
        itemId: ITEMS[(n + i) % ITEMS.length],
      }));
      const { status } = await postJson(`${url}/v1/events`, { events });
      if (status === 202) for (const { id } of events) acknowledged.add(id);
      await delay(PAUSE_MS);
    }
  };
  const posting = Promise.all(Array.from({ length: clients }, (_, client) => post(client)));
  return {
    acknowledged,
    async stop() {
      stopping.abort();
      await posting;
    },
  };
}
