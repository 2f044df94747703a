import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { type Judgement, ok, orOk } from '../finding.ts';
import { fromFuture, TOLERANCE_MS } from '../machine/clock.ts';
import { judgePort, portFacts } from '../machine/port.ts';
import { judgeSchemas } from '../schemas.ts';
import { judgeData } from './data.ts';
import { type FolderReading, type ReadableFolder, readFolder } from './folder-reader.ts';

const READ_MS = 30_000;
const LIMIT_MS = READ_MS + 5_000;

export interface EmbeddedSettings {
  readonly dir: string;
  /** PARTITIONS. */
  readonly keyed: number;
  readonly host: string;
  readonly port: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** All that is looked at in a data directory and around it. */
export function embeddedChecks({ dir, keyed, host, port, clock }: EmbeddedSettings): Check[] {
  let asked: Promise<FolderReading | undefined> | undefined;
  const reading = () => (asked ??= readIfThere(dir));
  const check = (name: string, look: Check['look']): Check => ({ name, limitMs: LIMIT_MS, look });
  /** What of a folder that cannot be read is said once, by the first check. */
  const ofReadable = (judge: (found: ReadableFolder) => readonly Judgement[]) => async () => {
    const found = await reading();
    return found !== undefined && 'folder' in found ? judge(found) : [];
  };
  return [
    check('data', async () => {
      const found = await reading();
      if (found === undefined)
        return [ok(`there are no data in ${dir} yet; the first start makes them`)];
      return [judgeData(found, { dir, keyed })];
    }),
    check(
      'schemas',
      ofReadable(({ folder }) => judgeSchemas(folder.topics)),
    ),
    check(
      'clock',
      ofReadable(({ folder }) => judgeNewest(dir, { newestAt: folder.newestAt, now: clock() })),
    ),
    check('port', async () => {
      const found = await reading();
      const owner = found !== undefined && 'folder' in found ? found.owner : undefined;
      return [judgePort(await portFacts(host, port), owner)];
    }),
  ];
}

/** Whether the newest record is from the future; times are epoch ms. */
export function judgeNewest(
  dir: string,
  { newestAt, now }: { readonly newestAt: number; readonly now: number },
): readonly Judgement[] {
  const found = newestAt > now + TOLERANCE_MS ? [fromFuture(dir)] : [];
  return orOk(found, 'no record is from the future');
}

async function readIfThere(dir: string): Promise<FolderReading | undefined> {
  const file = await stat(join(dir, 'data.mdb')).catch(() => undefined);
  if (file === undefined) return undefined;
  return readFolder(dir, AbortSignal.timeout(READ_MS));
}
