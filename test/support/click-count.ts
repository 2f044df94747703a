import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** A plain count of a file of clicks, by nothing but its text: what every pipeline must come to. */
export interface ClickCount {
  readonly rows: number;
  readonly eventsOfProfile: ReadonlyMap<string, number>;
  readonly visitsOfItem: ReadonlyMap<string, number>;
}

/** Reads a gzipped csv or tsv with `user_id,item_id` or `SessionId,ItemId` among its columns. */
export async function countClicks(file: string): Promise<ClickCount> {
  const eventsOfProfile = new Map<string, number>();
  const visitsOfItem = new Map<string, number>();
  let rows = 0;
  let header: string[] | undefined;
  for await (const line of createInterface(createReadStream(file).pipe(createGunzip()))) {
    const cells = line.split(/[,\t]/);
    if (header === undefined) {
      header = cells;
      continue;
    }
    const cell = (...names: string[]) => cells[header!.findIndex((name) => names.includes(name))]!;
    add(eventsOfProfile, cell('user_id', 'SessionId'));
    add(visitsOfItem, cell('item_id', 'ItemId'));
    rows++;
  }
  return { rows, eventsOfProfile, visitsOfItem };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
