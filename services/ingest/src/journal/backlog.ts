import { crc32 } from 'node:zlib';
import type { LaneName } from './entry.ts';

/** Where one entry lies. */
export interface Located {
  readonly position: number;
  /** Bytes of its frame. */
  readonly length: number;
  /** CRC-32 of the message's id; 0 without one. Finds the few frames to read for an id. */
  readonly idHash: number;
}

export const idHash = (id: string | null): number => (id === null ? 0 : crc32(id));

/** Entries gone from the front before the arrays are cut; cutting at each would cost their length. */
const CUT_AT = 1024;

/**
 * The journaled entries of one lane that the log does not have yet, in order: 24 bytes of memory an
 * entry, bounded by the journal's bytes.
 */
export class Backlog {
  readonly name: LaneName;
  #positions: number[] = [];
  #lengths: number[] = [];
  #idHashes: number[] = [];
  #head = 0;

  constructor(name: LaneName) {
    this.name = name;
  }

  get size(): number {
    return this.#positions.length - this.#head;
  }

  push({ position, length, idHash: hash }: Located): void {
    this.#positions.push(position);
    this.#lengths.push(length);
    this.#idHashes.push(hash);
  }

  /** The oldest entries, at most `count`. */
  front(count: number): Located[] {
    const end = Math.min(this.#head + count, this.#positions.length);
    const found: Located[] = [];
    for (let i = this.#head; i < end; i++) found.push(this.#at(i));
    return found;
  }

  /** Entries whose id has this hash, the newest first. */
  withIdHash(hash: number): Located[] {
    const found: Located[] = [];
    for (let i = this.#idHashes.length - 1; i >= this.#head; i--) {
      if (this.#idHashes[i] === hash) found.push(this.#at(i));
    }
    return found;
  }

  /** Drops every entry up to and with `position`, and answers with the positions dropped. */
  dropThrough(position: number): readonly number[] {
    const start = this.#head;
    while (this.#head < this.#positions.length && this.#positions[this.#head]! <= position) {
      this.#head++;
    }
    const dropped = this.#positions.slice(start, this.#head);
    if (this.#head >= CUT_AT || this.size === 0) this.#cut();
    return dropped;
  }

  #at(i: number): Located {
    return {
      position: this.#positions[i]!,
      length: this.#lengths[i]!,
      idHash: this.#idHashes[i]!,
    };
  }

  #cut(): void {
    this.#positions = this.#positions.slice(this.#head);
    this.#lengths = this.#lengths.slice(this.#head);
    this.#idHashes = this.#idHashes.slice(this.#head);
    this.#head = 0;
  }
}
