import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type RedisServer, startRedis } from '../../support/redis.ts';

/** One Redis address with its append-only file, whatever server process is behind it. */
export class RestartableRedis {
  readonly #folder: string;
  #server: RedisServer;
  /** Data folders used so far; a promoted replica brings its own. */
  #dir: string;

  private constructor(folder: string, dir: string, server: RedisServer) {
    this.#folder = folder;
    this.#dir = dir;
    this.#server = server;
  }

  static async start(folder: string): Promise<RestartableRedis> {
    const dir = join(folder, 'redis');
    await mkdir(dir, { recursive: true });
    return new RestartableRedis(folder, dir, await startRedis({ appendonly: true, dir }));
  }

  get url(): string {
    return this.#server.url;
  }

  get port(): number {
    return this.#server.port;
  }

  /** Where the append-only files lie. */
  get dir(): string {
    return this.#dir;
  }

  /** An empty folder for another server's data. */
  async emptyDir(name: string): Promise<string> {
    const dir = join(this.#folder, name);
    await mkdir(dir, { recursive: true });
    return dir;
  }

  /** At once, as a crash would. */
  async kill(): Promise<void> {
    await this.#server.stop();
  }

  /** At the same address, on the same data or on that of another folder. */
  async restart(dir: string = this.#dir): Promise<void> {
    this.#dir = dir;
    this.#server = await startRedis({ appendonly: true, dir, port: this.#server.port });
  }
}
