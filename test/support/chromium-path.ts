import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** undefined where there is none. */
export async function pathOfChromium(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v chromium']);
    return stdout.trim();
  } catch {
    return undefined;
  }
}
