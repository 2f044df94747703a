import { readFile, readdir, readlink } from 'node:fs/promises';

/** State of a listening socket in /proc/net/tcp. */
const LISTENING = '0A';

/** The process that listens on a port, as far as the system and the rights of this process tell. */
export async function portOwner(
  port: number,
): Promise<{ readonly pid: number; readonly command: string } | undefined> {
  const sockets = await socketsOn(port);
  if (sockets.size === 0) return undefined;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    if (!(await holdsOne(pid, sockets))) continue;
    const command = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
    return { pid: Number(pid), command };
  }
  return undefined;
}

/** Links of the sockets that listen there: `socket:[inode]`. Empty where there is no /proc. */
async function socketsOn(port: number): Promise<Set<string>> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const rows = tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/));
  const found = rows.filter(
    ([, local, , state]) => local?.endsWith(`:${hex}`) && state === LISTENING,
  );
  return new Set(found.map((row) => `socket:[${row[9]}]`));
}

async function holdsOne(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  // Of another user, or just ended.
  const files = await readdir(folder).catch(() => []);
  for (const file of files) {
    const target = await readlink(`${folder}/${file}`).catch(() => '');
    if (sockets.has(target)) return true;
  }
  return false;
}
