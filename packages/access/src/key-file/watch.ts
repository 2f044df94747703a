import { stat } from 'node:fs/promises';

/** A change counts within this and the time it takes to read the file, in ms. */
const LOOK_MS = 500;

/**
 * Calls `onChange` each time that the file is another one, until it is closed. It looks instead of being
 * told: what mounts secrets swaps a link some folders above, which no notification covers.
 */
export async function watchFile(
  path: string,
  onChange: () => Promise<void>,
): Promise<{ close(): void }> {
  let seen = await versionOf(path);
  let isBusy = false;
  async function look(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      const now = await versionOf(path);
      if (now !== seen) {
        // Before it is read: what changes meanwhile is read again.
        seen = now;
        await onChange();
      }
    } finally {
      isBusy = false;
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return { close: () => clearInterval(timer) };
}

/** Also tells a file that was replaced by one of the same size within the clock's grain. */
async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
