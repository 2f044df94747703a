import type { InspectedServer } from '@freshet/store';
import { type Judgement, ok, problem } from '../finding.ts';

/** The last of each kind of write to disk, by field of INFO. */
const writes = ['rdb_last_bgsave_status', 'aof_last_bgrewrite_status', 'aof_last_write_status'];

/** Whether what is in memory comes back after a restart. */
export function judgePersistence({ address, cli, info, save }: InspectedServer): Judgement {
  const failed = writes.find((field) => (info.get(field) ?? 'ok') !== 'ok');
  if (failed !== undefined) {
    return problem(
      `Redis at ${address} could not write to its disk (${failed} is "${info.get(failed)}"); it may refuse writes.`,
      `Look at its log and make room or give rights in the folder of: ${cli} config get dir`,
    );
  }
  if (info.get('aof_enabled') === '1') return ok(`${address} keeps an append-only file`);
  // What it does not tell is taken to be as it comes, with snapshots.
  if (save !== '') return ok(`${address} keeps snapshots`);
  return problem(
    `Redis at ${address} keeps nothing on disk (appendonly is "no", save is ""): a restart loses all state, and the log can give back only what retention has left.`,
    `${cli} config set appendonly yes (and set it in redis.conf)`,
  );
}
