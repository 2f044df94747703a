import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which of the files below a folder hold a text, as UTF-8 or UTF-16, as `FILE: TEXT`. */
export function textsInFiles(dir: string, texts: readonly string[]): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const bytes = readFileSync(path);
      return texts.filter((text) => holds(bytes, text)).map((text) => `${path}: ${text}`);
    });
}

const holds = (bytes: Buffer, text: string): boolean =>
  bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
