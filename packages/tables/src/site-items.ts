import type { ItemStats } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import type { CatalogueEntry } from './catalogue-entry.ts';
import type { EntryFilter } from './entry-filter.ts';
import { FilterVerdicts } from './filter-verdicts.ts';
import { HashIndex } from './hash-index.ts';
import { clearSlot, createColumns, growColumns, setSlot } from './item-columns.ts';

const noSlots: ReadonlySet<number> = new Set();

export interface SiteItemsOptions {
  /** Whether one more item may be held. */
  hasRoom(): boolean;
  /** Different visitors that an item must have had before it is shown to others; 3 at most. */
  readonly visitorsMin: number;
}

/** All items of one site that catalogue or statistics tell of, each in a slot. */
export class SiteItems {
  readonly columns = createColumns();
  readonly #hasRoom: () => boolean;
  readonly #visitorsMin: number;
  readonly #slots = new Map<string, number>();
  readonly #byHash = new HashIndex();
  readonly #ids: string[] = [];
  readonly #entries: (CatalogueEntry | undefined)[] = [];
  readonly #verdicts = new FilterVerdicts(this.#entries);
  readonly #free: number[] = [];
  readonly #categories = new Map<string, Set<number>>();
  readonly #watchers: ((slot: number) => void)[] = [];
  #catalogued = 0;
  #now = 0;
  #changes = 0;
  #arrivals = 0;
  #releases = 0;

  constructor({ hasRoom, visitorsMin }: SiteItemsOptions) {
    this.#hasRoom = hasRoom;
    this.#visitorsMin = visitorsMin;
  }

  /** Items that hold a slot. */
  get size(): number {
    return this.#slots.size;
  }

  /** Items with a catalogue entry. */
  get catalogued(): number {
    return this.#catalogued;
  }

  /** Whether the site has no catalogue to say what may be shown. */
  get isUncatalogued(): boolean {
    return this.#catalogued === 0;
  }

  /** Newest event time of any item, epoch ms; 0 before the first. */
  get now(): number {
    return this.#now;
  }

  /** The item in each slot; '' where a slot is free. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Changes so far: as long as this stays, nothing that is known of any item is another. */
  get changes(): number {
    return this.#changes;
  }

  /** Slots given out so far: as long as this stays, no hash that was unknown is known. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** Slots given back so far: as long as this stays, no slot has come to mean another item. */
  get releases(): number {
    return this.#releases;
  }

  /** −1 for an item without slot. */
  slotOf(itemId: string): number {
    return this.#slots.get(itemId) ?? -1;
  }

  /** The slot of the item with this `hash48`; −1 where there is none. */
  slotOfHash(hash: number): number {
    return this.#byHash.get(hash);
  }

  /** The item's slot, a new one if it has none; −1 when there is no room. */
  #slotFor(itemId: string): number {
    const known = this.#slots.get(itemId);
    if (known !== undefined) return known;
    if (!this.#hasRoom()) return -1;
    const slot = this.#free.pop() ?? this.#ids.length;
    growColumns(this.columns, slot);
    this.#slots.set(itemId, slot);
    this.#byHash.add(hash48(itemId), slot);
    this.#arrivals++;
    this.#ids[slot] = itemId;
    this.#setEntry(slot, undefined);
    return slot;
  }

  /** Whether more than the name is known of it. */
  isKnown(slot: number): boolean {
    return this.#entries[slot] !== undefined || this.columns.lastSeen[slot]! > 0;
  }

  entryIn(slot: number): CatalogueEntry | undefined {
    return this.#entries[slot];
  }

  /** Has `changed` called whenever a slot has another entry, or none, for as long as the table lives. */
  onEntryChange(changed: (slot: number) => void): void {
    this.#watchers.push(changed);
  }

  /** Slots of the catalogue items in a category. */
  slotsIn(category: string): ReadonlySet<number> {
    return this.#categories.get(category) ?? noSlots;
  }

  /**
   * Whether an item may be shown to anyone: with a catalogue its available items, without one those
   * that enough different visitors have been with, or a single one could put any text before others.
   */
  isServable(slot: number): boolean {
    if (this.#catalogued > 0) return this.#entries[slot]?.available === true;
    return this.#ids[slot] !== '' && this.columns.visitors[slot]! >= this.#visitorsMin;
  }

  /** Whether the item has a catalogue entry that passes the filter. */
  matches(slot: number, filter: EntryFilter): boolean {
    return this.#verdicts.passes(slot, filter);
  }

  /** The same for many items at a time; for use before anything is awaited. */
  matcher(filter: EntryFilter): (slot: number) => boolean {
    return this.#verdicts.matcher(filter);
  }

  /** The slots of all items that do. The first time it looks at every item, and lets others in between. */
  matching(filter: EntryFilter): Promise<number[]> {
    return this.#verdicts.slots(filter);
  }

  /** False when there is no room for a new item; nothing was changed then. */
  setStats(stats: ItemStats): boolean {
    const slot = this.#slotFor(stats.itemId);
    if (slot < 0) return false;
    setSlot(this.columns, slot, stats);
    this.#changes++;
    this.#now = Math.max(this.#now, stats.lastSeen);
    return true;
  }

  clearStats(itemId: string): void {
    const slot = this.slotOf(itemId);
    if (slot < 0) return;
    clearSlot(this.columns, slot);
    this.#changes++;
    this.#releaseIfEmpty(itemId, slot);
  }

  /** False when there is no room for a new item; nothing was changed then. */
  setEntry(entry: CatalogueEntry): boolean {
    const slot = this.#slotFor(entry.itemId);
    if (slot < 0) return false;
    if (this.#entries[slot] === undefined) this.#catalogued++;
    this.#leaveCategories(slot);
    this.#changes++;
    this.#setEntry(slot, entry);
    for (const category of entry.categories) {
      const members = this.#categories.get(category);
      if (members === undefined) this.#categories.set(category, new Set([slot]));
      else members.add(slot);
    }
    return true;
  }

  clearEntry(itemId: string): void {
    const slot = this.slotOf(itemId);
    if (this.#entries[slot] === undefined) return;
    this.#leaveCategories(slot);
    this.#changes++;
    this.#setEntry(slot, undefined);
    this.#catalogued--;
    this.#releaseIfEmpty(itemId, slot);
  }

  #setEntry(slot: number, entry: CatalogueEntry | undefined): void {
    this.#entries[slot] = entry;
    this.#verdicts.changed(slot);
    for (const changed of this.#watchers) changed(slot);
  }

  #releaseIfEmpty(itemId: string, slot: number): void {
    if (this.isKnown(slot)) return;
    this.#releases++;
    this.#slots.delete(itemId);
    this.#byHash.remove(hash48(itemId), slot);
    this.#ids[slot] = '';
    this.#free.push(slot);
  }

  #leaveCategories(slot: number): void {
    for (const category of this.#entries[slot]?.categories ?? []) {
      const members = this.#categories.get(category);
      members?.delete(slot);
      if (members?.size === 0) this.#categories.delete(category);
    }
  }
}
