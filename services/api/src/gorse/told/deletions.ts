import { hash } from 'node:crypto';
import {
  type BehaviourEvent,
  behaviourEventCodec,
  eventOutline,
  uncopied,
  unlessUnreadable,
} from '@freshet/events';
import { isRetraction } from '@freshet/recommend';
import type { LogRecord } from '@freshet/stream';
import { deletionsIn, type ToldDeletion } from './told-event.ts';

/** Of more the ones that were read first are forgotten, and what they deleted is in pages again. */
const DELETIONS_MAX = 50_000;

/**
 * Where in the log feedback was deleted last, for who reads it from the front: a page comes before the deletions
 * of what is on it. Kept while the process lives, so that each record is looked at once; hashed, since who is
 * forgotten is not to be in memory either.
 */
export class Deletions {
  readonly #last = new Map<string, number>();
  readonly #next = new Map<number, number>();
  #topic = '';

  /** From where on records of a partition are to be noted; `start` if none was. */
  next(topic: string, partition: number, start: number): number {
    if (topic !== this.#topic) {
      this.#topic = topic;
      this.#last.clear();
      this.#next.clear();
    }
    return Math.max(start, this.#next.get(partition) ?? start);
  }

  note(partition: number, { offset, value }: LogRecord): void {
    this.#next.set(partition, offset + 1);
    const event = unlessUnreadable(() => retractionIn(value));
    if (event === undefined) return;
    for (const deletion of deletionsIn(event)) {
      const name = nameOf(event.site, deletion);
      // At the end again, as the newest.
      this.#last.delete(name);
      this.#last.set(name, offset);
      if (this.#last.size > DELETIONS_MAX) this.#last.delete(this.#last.keys().next().value!);
    }
  }

  /** Whether feedback that lies at this offset was deleted behind it. */
  areBehind(offset: number, site: string, feedback: ToldDeletion): boolean {
    if (this.#last.size === 0) return false;
    return [feedback, { ...feedback, type: null }].some(
      (one) => (this.#last.get(nameOf(site, one)) ?? -1) > offset,
    );
  }
}

/** Nearly every record is none, so its type is looked at first. */
function retractionIn(value: Uint8Array | null): BehaviourEvent | undefined {
  const isOne = value !== null && isRetraction(eventOutline(value)?.type ?? '');
  return isOne ? behaviourEventCodec.decode(uncopied(value)!) : undefined;
}

/** Of a user all deletions lie in one partition, so offsets of a name are of one. */
function nameOf(site: string, { userId, itemId, type }: ToldDeletion): string {
  return hash('sha256', JSON.stringify([site, userId, itemId, type]), 'base64url').slice(0, 22);
}
