import { dice } from '@freshet/recommend';
import type { RunningForm } from '../forms.ts';
import { getJson } from '../http.ts';
import { ArmCounts } from './arm-counts.ts';
import { EventOutbox } from './outbox.ts';
import { type Habits, type Ids, type Shown, tasteOf, visit } from './visit.ts';

/** Pages that are open at a time. */
const AT_A_TIME = 16;

export interface Person {
  readonly ids: Ids;
  /** Their dice: what they do does not depend on when the others are served. */
  readonly seed: number;
}

export interface VisitOptions {
  readonly people: readonly Person[];
  readonly habits: Habits;
  /** Items of a list. */
  readonly n: number;
  /** They count as visitors already, before they signed in. */
  readonly isKnown?: boolean;
  /** What they see is not sent on, though they saw it. */
  loses?(person: Person, arm: string): boolean;
}

/** Pages of a shop that ask for lists, show them, and tell what became of them. */
export class Browsers {
  readonly counts = new ArmCounts();
  readonly #form: Pick<RunningForm, 'apiUrl' | 'ingestUrl'>;
  readonly #experiment: string;
  readonly #outbox: EventOutbox;

  constructor(form: Pick<RunningForm, 'apiUrl' | 'ingestUrl'>, experiment: string) {
    this.#form = form;
    this.#experiment = experiment;
    this.#outbox = new EventOutbox(form.ingestUrl);
  }

  /** One page of each of them, and the arm that each was shown; all their events are accepted then. */
  async visit(options: VisitOptions): Promise<string[]> {
    const { people } = options;
    const arms: string[] = [];
    let next = 0;
    const page = async () => {
      while (next < people.length) {
        const place = next++;
        arms[place] = await this.#visit(people[place]!, options);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, page));
    await this.#outbox.flush();
    return arms;
  }

  /** The arm that an answer to them is of now; they see nothing of it. */
  async armOf(ids: Ids): Promise<string> {
    return (await this.#ask(ids, 1)).experiment.variant;
  }

  async #visit(person: Person, { habits, n, isKnown, loses }: VisitOptions): Promise<string> {
    const { ids, seed } = person;
    const shown = await this.#ask(ids, n);
    const arm = shown.experiment.variant;
    if (loses?.(person, arm)) return arm;
    const roll = dice(seed);
    const done = visit(ids, shown, habits, tasteOf(roll), roll);
    const count = this.counts.of(arm);
    if (!isKnown) count.visitors++;
    count.impressions += shown.items.length;
    count.clicks += done.clicks;
    count.orders += done.orders;
    count.cents += done.cents;
    await this.#outbox.add(done.events);
    return arm;
  }

  async #ask(ids: Ids, n: number): Promise<Shown> {
    const query = new URLSearchParams({ ...ids, n: String(n) });
    const shown = await getJson<Shown>(
      `${this.#form.apiUrl}/v1/recommendations?${query.toString()}`,
    );
    if (shown.experiment?.id !== this.#experiment || shown.items.length !== n) {
      throw new Error(`no list of ${n} of ${this.#experiment}: ${JSON.stringify(shown)}`);
    }
    return shown;
  }
}
