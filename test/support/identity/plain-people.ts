import type { BehaviourEvent } from '@freshet/events';
import { type Act, type Id, IDS, type Told } from './story.ts';

interface Redirect {
  readonly to: Id;
  readonly at: number;
}

/** Who is who in one story, in plain memory: no partitions, no order but that of the acts. */
export class PlainPeople {
  readonly #redirects = new Map<Id, Redirect>();
  readonly #events = new Map<Id, BehaviourEvent[]>(IDS.map((id) => [id, []]));
  readonly #erased = new Set<BehaviourEvent>();

  /** What a chapter has come to once all is at rest. */
  take(chapter: readonly Told[]): void {
    for (const { act, event } of chapter) {
      if (act.kind === 'link') this.#redirects.set(act.id, { to: act.user, at: event.at });
      if (act.kind !== 'erase') this.#events.get(whoOf(act))!.push(event);
    }
    for (const { act } of chapter) if (act.kind === 'erase') this.#erase(act.id);
    for (const id of IDS) this.#endCycle(id);
    for (const id of IDS) this.#settle(id);
  }

  /** What counts at each id now. */
  eventsOf(id: Id): readonly BehaviourEvent[] {
    return this.#events.get(id)!;
  }

  leads(id: Id): boolean {
    return this.#redirects.has(id);
  }

  /** Events of whom nothing may be known any more. */
  get erased(): ReadonlySet<BehaviourEvent> {
    return this.#erased;
  }

  #erase(id: Id): void {
    const person = new Set([id]);
    for (let size = 0; size !== person.size; ) {
      size = person.size;
      for (const [from, { to }] of this.#redirects) {
        if (person.has(from) || person.has(to)) person.add(from).add(to);
      }
    }
    for (const one of person) {
      for (const event of this.#events.get(one)!.splice(0)) this.#erased.add(event);
      this.#redirects.delete(one);
    }
  }

  /** In a cycle the newest link holds: whom it leads to stays. */
  #endCycle(id: Id): void {
    const way: Id[] = [];
    let at: Id | undefined = id;
    while (at !== undefined && !way.includes(at)) {
      way.push(at);
      at = this.#redirects.get(at)?.to;
    }
    if (at === undefined) return;
    const cycle = way.slice(way.indexOf(at)).map((one) => this.#redirects.get(one)!);
    this.#redirects.delete(cycle.reduce((a, b) => (b.at > a.at ? b : a)).to);
  }

  #settle(id: Id): void {
    let root = id;
    while (this.#redirects.has(root)) root = this.#redirects.get(root)!.to;
    if (root === id) return;
    this.#events.get(root)!.push(...this.#events.get(id)!.splice(0));
  }
}

/** Who says that somebody became them does it as themselves. */
function whoOf(act: Exclude<Act, { kind: 'erase' }>): Id {
  return act.kind === 'link' ? act.user : act.id;
}
