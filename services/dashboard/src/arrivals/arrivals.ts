import { hash48 } from '@freshet/recommend';
import type { BehaviourEvent } from '@freshet/events';

/** Events of one generation; two of them are remembered, about 150 bytes each. */
const GENERATION_MAX = 10_000;

/** Sites and types whose names are shared. */
const NAMES_MAX = 1_000;

/** Where an event lies in the log. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** An event that came, and how often. */
export interface Arrived extends RecordPlace {
  readonly site: string;
  readonly type: string;
  /** Of the first one. */
  readonly receivedAt: number;
  readonly times: number;
}

/**
 * The newest events by their id, so that one can be asked for. Bounded by two generations: when one is
 * full, the older one is forgotten.
 */
export class Arrivals {
  #newer = new Map<number, Arrived>();
  #older = new Map<number, Arrived>();
  #since: number;
  readonly #names = new Map<string, string>();

  /** @param since epoch ms from which all that came is known here. */
  constructor(since: number) {
    this.#since = since;
  }

  note({ id, site, type, receivedAt }: BehaviourEvent, place: RecordPlace): void {
    const hash = hash48(id);
    const before = this.#find(hash);
    if (before !== undefined) this.#newer.set(hash, { ...before, times: before.times + 1 });
    else {
      // Of one shape and with names that others have too: as they were decoded each would take 500 bytes.
      const { topic, partition, offset } = place;
      const names = { site: this.#shared(site), type: this.#shared(type) };
      this.#newer.set(hash, {
        topic,
        partition,
        offset,
        site: names.site,
        type: names.type,
        receivedAt,
        times: 1,
      });
    }
    if (this.#newer.size < GENERATION_MAX) return;
    // What is forgotten came before all that is kept, but for what partitions are behind each other.
    for (const forgotten of this.#older.values()) {
      this.#since = Math.max(this.#since, forgotten.receivedAt);
    }
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  find(id: string): Arrived | undefined {
    return this.#find(hash48(id));
  }

  /** Epoch ms: what came before may be forgotten. */
  get since(): number {
    return this.#since;
  }

  #shared(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#names.size >= NAMES_MAX) this.#names.clear();
    this.#names.set(name, name);
    return name;
  }

  #find(hash: number): Arrived | undefined {
    return this.#newer.get(hash) ?? this.#older.get(hash);
  }
}
