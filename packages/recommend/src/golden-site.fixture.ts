import { valueOfLevel } from './decay.ts';
import { RankedBoard } from './boards.ts';
import { Candidates } from './candidates.ts';
import { COUNTERS, type Deployment } from './deployment.ts';
import { gather, hopsFrom, type Situation, type SiteView } from './gather.ts';
import { hash48 } from './hash.ts';
import { ItemFeatures } from './item-features.ts';
import { applySignal, emptyItemState, type ItemState } from './item-state.ts';
import { emptyRanker, learn } from './learner.ts';
import { contextSlots, type NeighbourSlots } from './neighbour-features.ts';
import { applyEvent, emptyProfile, type Profile, type ProfileEvent } from './profile.ts';
import { recommend, Workspace } from './recommend.ts';
import { freezeSample } from './sample.ts';
import { rowOf } from './situation.fixture.ts';
import { bucketsOf } from './weights.ts';

/** Everything of this package put together in the shortest way, for a trace that can be followed by hand. */
export class GoldenSite {
  readonly deployment: Deployment;
  readonly items = new Map<string, ItemState>();
  readonly profiles = new Map<string, Profile>();
  readonly ranker = emptyRanker();

  constructor(deployment: Deployment) {
    this.deployment = deployment;
  }

  /** The ranker learns from the event before it counts. */
  take(event: ProfileEvent, { teaches = true } = {}): void {
    const profile = this.profiles.get(event.userId!) ?? emptyProfile();
    this.profiles.set(event.userId!, profile);
    const before = profile.session.map(({ itemId }) => itemId);
    const length = profile.events;
    const signals = applyEvent(profile, event, this.deployment);
    const goesOn = profile.events > length && profile.session.length > before.length;
    if (teaches && before.length > 0 && goesOn) this.#teach(before, event);
    for (const signal of signals) {
      const item = this.items.get(signal.itemId) ?? emptyItemState();
      this.items.set(signal.itemId, item);
      applySignal(item, signal, event.at, this.deployment);
    }
  }

  #teach(session: readonly string[], { itemId, at }: ProfileEvent): void {
    const { view, situation } = this.#asSeen(session, at);
    const candidates = new Candidates();
    gather(candidates, view, situation);
    const target = this.#ids().indexOf(itemId!);
    const sample = freezeSample(candidates, view.items, {
      target,
      buckets: bucketsOf(situation, view),
      seed: at,
    });
    if (sample !== undefined) learn(this.ranker, sample);
  }

  /** The candidates that a session has at `now`, best first, with what the ranker sees of them. */
  answer(session: readonly string[], now: number) {
    const { view, situation } = this.#asSeen(session, now);
    const workspace = new Workspace();
    const ranker = this.ranker.buckets.map(({ served }) => served);
    const ids = this.#ids();
    const query = { ...situation, ranker, n: ids.length, admits: () => true };
    return recommend(view, query, workspace).map(({ slot, score }) => {
      const features = rowOf(workspace.candidates, slot, view.items);
      return { itemId: ids[slot]!, score, features };
    });
  }

  /** The neighbours of an item, what they are worth at `now`. */
  neighbours(itemId: string, now: number) {
    const { hashes, lifetime, recent, after, landmark } = this.items.get(itemId)!.neighbours;
    const worth = (halfLifeMs: number) => 2 ** ((landmark - now) / halfLifeMs);
    const ofLifetime = worth(this.deployment.lifetimeHalfLifeMs);
    const ofRecent = worth(this.deployment.recentHalfLifeMs);
    const ids = new Map(this.#ids().map((id) => [hash48(id), id]));
    return hashes.map((hash, i) => ({
      itemId: ids.get(hash)!,
      lifetime: lifetime[i]! * ofLifetime,
      recent: recent[i]! * ofRecent,
      after: after[i]! * ofLifetime,
    }));
  }

  counter(itemId: string, counter: number, now: number): number {
    const level = this.items.get(itemId)!.levels[counter]!;
    return valueOfLevel(level, now, this.deployment.counterHalfLivesMs[counter]!);
  }

  #ids(): string[] {
    return [...this.items.keys()];
  }

  #asSeen(session: readonly string[], now: number): { view: SiteView; situation: Situation } {
    const ids = this.#ids();
    const slots = new Map(ids.map((id, slot) => [hash48(id), slot]));
    const states = [...this.items.values()];
    const levels = COUNTERS.map((_, counter) => states.map((item) => item.levels[counter]!));
    const all = ids.map((_, slot) => slot);
    const long = new RankedBoard(levels[COUNTERS.indexOf('long')]!, all);
    const short = new RankedBoard(levels[COUNTERS.indexOf('short')]!, all);
    const columns = {
      levels,
      visitLevels: states.map((item) => item.visitLevel),
      lastSeen: states.map((item) => item.lastSeen),
    };
    const { deployment } = this;
    const { boardTop, hopsMax } = deployment;
    const present = new RankedBoard(levels[COUNTERS.indexOf(deployment.nowCounter)]!, all);
    const [longTotal, shortTotal, nowTotal] = [long, short, present].map((of) => of.totalLevel);
    const items = new ItemFeatures(columns, {
      now,
      longTotal: longTotal!,
      shortTotal: shortTotal!,
      nowTotal: nowTotal!,
      deployment,
    });
    const listOf = (slot: number): NeighbourSlots | undefined => {
      const list = states[slot]?.neighbours;
      return list && { ...list, slots: list.hashes.map((hash) => slots.get(hash)!) };
    };
    const sessionSlots = session.map((id) => ids.indexOf(id));
    const context = contextSlots(sessionSlots).map((slot) => ({ slot, list: listOf(slot) }));
    const seeds = hopsFrom(
      { session: sessionSlots, context },
      { items },
      hopsMax,
      new Candidates(),
    );
    const hops = seeds.map((seed) => ({ ...seed, list: listOf(seed.slot) }));
    const situation = { session: sessionSlots, context, hops, history: [], boardTop };
    return { view: { items, long, short }, situation };
  }
}
