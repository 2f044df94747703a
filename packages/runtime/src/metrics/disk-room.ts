import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';

/** Folders whose loss of room ends a service's work, by what they hold. */
export type WatchedFolders = Readonly<Partial<Record<'data' | 'journal', string>>>;

/** Has the registry say how much room folders have left, asked at each scrape. */
export function watchDiskRoom(registry: Registry, folders: WatchedFolders): void {
  registry.registerMetric(
    new Gauge({
      name: 'freshet_disk_free_bytes',
      help: 'Bytes that may still be written to the disk of a folder, of all that lies on it.',
      labelNames: ['folder'],
      registers: [],
      async collect() {
        this.reset();
        for (const [folder, path] of Object.entries(folders)) {
          // No figure where the disk does not say: an alarm asks whether the series is there.
          const room = await statfs(path).catch(() => undefined);
          if (room !== undefined) this.set({ folder }, room.bavail * room.bsize);
        }
      },
    }),
  );
}
