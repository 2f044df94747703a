import type { Host } from '../extra.ts';
import { fill, type Values } from './fill.ts';
import { questionOf, type SlotOptions } from './options.ts';

const TAG = 'freshet-recommendations';
/** An answer that takes longer, in ms, is none. */
const PATIENCE_MS = 5_000;
/** What was sent together brings one new answer, this many ms later. */
const SETTLE_MS = 50;

/** Rows that keep the place of those that are to come. */
const SKELETON_MAX = 24;

interface Row {
  readonly itemId: string;
  /** What the catalogue has of the fields that were asked for; null: it has no such item. */
  readonly catalogue?: Partial<{
    readonly title: string | null;
    readonly price: number | null;
    readonly currency: string | null;
  }> | null;
}

/** As much of an answer as a slot shows; listeners of `freshet-recommendations` get all of it. */
interface Answer {
  readonly recommId: string;
  readonly items: readonly Row[];
}

/** The beacon's extra for recommendations: the element, and `freshet.recommend`, which fills any other. */
export default function start({ freshet, settings }: Host) {
  function recommend(element: HTMLElement, options: SlotOptions = {}): Promise<void> {
    const question = () => questionOf(element, options, freshet.ids());
    const list = document.createElement('ul');
    let asked = 0;

    async function refresh(): Promise<void> {
      const number = ++asked;
      list.ariaBusy = 'true';
      try {
        const response = await fetch(
          `${settings.api ?? settings.endpoint}/v1/recommendations?${question()}`,
          {
            signal: AbortSignal.timeout(PATIENCE_MS),
          },
        );
        const answer: Answer = await response.json();
        if (number === asked) show(answer);
      } catch {
        // What is shown stays, rather than nothing.
        if (number === asked && element.dataset.state !== 'ready') tell('error');
      }
      list.ariaBusy = 'false';
    }

    function show(answer: Answer): void {
      // An answer that says what is wrong has no items; this throws.
      const rows = answer.items.map(rowOf);
      if (!rows[0]) return tell('empty');
      const focused = list.querySelector<HTMLElement>('li:focus-within')?.dataset;
      list.dataset.recommId = answer.recommId;
      list.replaceChildren(...rows);
      put();
      if (focused) {
        const row = rows.find(({ dataset }) => dataset.item === focused.item);
        (row ?? rows[0]).querySelector('a')?.focus({ preventScroll: true });
      }
      element.dataset.state = 'ready';
      element.dispatchEvent(new CustomEvent(TAG, { detail: answer, bubbles: true }));
    }

    function rowOf({ catalogue, ...known }: Row, i: number): HTMLElement {
      const item = known.itemId;
      const position = i + 1;
      const { title, price, currency } = { ...catalogue };
      const row = rowWith({
        ...known,
        ...catalogue,
        title: title ?? item,
        position,
        price: currency
          ? price?.toLocaleString([], {
              style: 'currency',
              currency,
            })
          : price,
      });
      Object.assign(row.dataset, { item, position });
      return row;
    }

    function rowWith(values: Values): HTMLElement {
      const row = document.createElement('li');
      row.append(fill(ofPage(':not([data-state])') ?? plain(), values));
      return row;
    }

    const ofPage = (kind: string) =>
      element.querySelector<HTMLTemplateElement>(`:scope>template${kind}`)?.content.cloneNode(true);

    /** Shows words in place of the list, or without them the list; the page's templates stay. */
    function put(words?: Node | string): void {
      for (const child of element.querySelectorAll(':scope>*')) {
        if (child !== list && child.nodeName !== 'TEMPLATE') child.remove();
      }
      list.hidden = words !== undefined;
      element.append(list, words ?? '');
    }

    function tell(state: 'empty' | 'error'): void {
      put(ofPage(`[data-state=${state}]`) ?? '');
      element.dataset.state = state;
    }

    freshet.on('sent', ({ type, itemId }) => {
      // It is gone, or its element has begun anew.
      if (!list.isConnected) return;
      // The page's own item counts in the question already.
      if (type === 'view' && itemId === question().get('itemId')) return;
      if (!/^(view|click|cart|purchase)$/.test(type)) return;
      const number = ++asked;
      setTimeout(() => number === asked && refresh(), SETTLE_MS);
    });
    list.role = 'list';
    list.ariaLabel = element.getAttribute('label');
    for (let i = 0; i < Math.min(+question().get('n')!, SKELETON_MAX); i++) {
      const row = rowWith({ title: '\u00a0', price: '\u00a0' });
      row.inert = true;
      list.append(row);
    }
    element.dataset.state = 'loading';
    put();
    return refresh();
  }

  customElements.define(
    TAG,
    class extends HTMLElement {
      connectedCallback() {
        void recommend(this);
      }
    },
  );
  return recommend;
}

/** What is shown where the page has no template. */
function plain(): Node {
  const link = document.createElement('a');
  link.href = '{{url}}';
  link.append('{{title}} {{price}}');
  return link;
}
