import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run works and what it leaves behind: a folder that stays only when something is wrong. */
export class Trace {
  readonly folder: string;
  readonly #notes: string[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Trace> {
    return new Trace(await mkdtemp(join(tmpdir(), 'freshet-chaos-')));
  }

  /** Writes down that something happened, with the time. */
  note(text: string): void {
    this.#notes.push(`${new Date().toISOString()} ${text}`);
  }

  async keep(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Completes the folder, which from now on stays. */
  async close(): Promise<void> {
    await this.keep('notes.txt', `${this.#notes.join('\n')}\n`);
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
