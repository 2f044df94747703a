import { appendFile, writeFile } from 'node:fs/promises';
import type { Row } from '../table.ts';
import type { TableFile } from './table-file.ts';

const CHARACTERS_A_WRITE = 1024 * 1024;

/** A JSON object a line; a field without a value is left out, times are epoch ms. */
export function createJsonLinesFile(path: string): TableFile {
  let text = '';
  let isNew = true;

  async function flush(): Promise<void> {
    await (isNew ? writeFile(path, text) : appendFile(path, text));
    isNew = false;
    text = '';
  }
  return {
    async add(rows) {
      for (const row of rows) text += `${JSON.stringify(withoutNull(row))}\n`;
      if (text.length >= CHARACTERS_A_WRITE) await flush();
    },
    finish: flush,
  };
}

/** A null within a value is what somebody said. */
const withoutNull = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value != null));
