import type { Click } from '../../click.ts';
import { Numbering } from '../../numbering.ts';

/**
 * Which sessions have an item, newest first: the index of VMIS-kNN, kept up to date click by click. At
 * every moment it is what Serenade would build from the clicks so far.
 */
export class SessionIndex {
  readonly items = new Numbering();
  readonly #sessions = new Numbering();
  /** Distinct items of each session, in the order of their first click. */
  readonly #itemsOf: number[][] = [];
  /** Of each session the number of its last click: the higher, the newer. */
  readonly #lastClick: number[] = [];
  /** Sessions with each item, the newest last; the last `m` count. */
  readonly #sessionsWith: number[][] = [];
  /** In how many sessions each item ever was. */
  readonly #frequency: number[] = [];
  /** Items of all sessions, each counted once a session. */
  #entries = 0;
  #clicks = 0;
  readonly #m: number;

  /** `m`: how many of an item's sessions are of interest. */
  constructor(m: number) {
    this.#m = m;
  }

  add({ sessionId, itemId }: Click): void {
    const session = this.#sessions.number(sessionId);
    const item = this.items.number(itemId);
    const items = (this.#itemsOf[session] ??= []);
    if (!items.includes(item)) {
      items.push(item);
      this.#entries++;
      this.#frequency[item] = (this.#frequency[item] ?? 0) + 1;
    }
    this.#lastClick[session] = ++this.#clicks;
    for (const its of items) this.#moveLast(its, session);
  }

  /** −1 for a session that was never added. */
  find(sessionId: string): number {
    return this.#sessions.find(sessionId);
  }

  itemsOf(session: number): readonly number[] {
    return this.#itemsOf[session]!;
  }

  /** The number of its last click among all: the higher, the newer. */
  newness(session: number): number {
    return this.#lastClick[session]!;
  }

  /** The newest sessions with the item, the newest last; more than `m` of them are kept at times. */
  sessionsWith(item: number): readonly number[] {
    return this.#sessionsWith[item] ?? [];
  }

  /** ln(entries of all sessions / sessions with the item), as Serenade has it. */
  inverseFrequency(item: number): number {
    return Math.log(this.#entries / this.#frequency[item]!);
  }

  #moveLast(item: number, session: number): void {
    const sessions = (this.#sessionsWith[item] ??= []);
    if (sessions.at(-1) === session) return;
    // Nearly always among the last: the session was there a moment ago.
    const at = sessions.lastIndexOf(session);
    if (at >= 0) sessions.splice(at, 1);
    sessions.push(session);
    // One more than counts: the asked session itself may be among them.
    if (sessions.length > 2 * this.#m + 1) sessions.splice(0, sessions.length - this.#m - 1);
  }
}
