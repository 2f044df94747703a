import type { BeaconEvent } from '@freshet/beacon';
import { make, panelPart, titleOf } from './elements.ts';
import { freshet } from './freshet.ts';

interface Act {
  readonly id: string;
  readonly type: string;
  readonly what: string;
  readonly fate: string;
}

const SHOWN = 4;
const KEY = 'shop-acts';
const shownTypes = ['view', 'click', 'cart', 'purchase'];
const badges: Record<string, string> = {
  queued: '',
  sent: 'good',
  rejected: 'bad',
  dropped: 'bad',
};

/** The visitor's last acts, and what became of each; they stay over the pages of a tab. */
export function showActs(): void {
  let acts = remembered();
  const show = () => {
    if (acts.length > 0) panelPart('acts').replaceChildren(...acts.map(lineOf));
  };
  show();
  for (const fate of ['queued', 'sent', 'rejected', 'dropped'] as const) {
    freshet().on(fate, ({ id, type, itemId, items }) => {
      if (id === undefined || type === undefined || !shownTypes.includes(type)) return;
      const what = itemId === undefined ? namesOf(items) : titleOf(itemId);
      const act = { id, type, what, fate };
      const isKnown = acts.some((other) => other.id === id);
      acts = isKnown ? acts.map((other) => (other.id === id ? act : other)) : [act, ...acts];
      acts = acts.slice(0, SHOWN);
      remember(acts);
      show();
    });
  }
}

const namesOf = (lines: BeaconEvent['items'] = []) =>
  lines.map(({ itemId }) => titleOf(itemId)).join(', ');

function lineOf({ type, what, fate }: Act): HTMLElement {
  return make(
    'li',
    {},
    make('span', { className: 'muted' }, type),
    make('span', { className: 'what', title: what }, what),
    make('span', { className: `badge ${badges[fate] ?? ''}` }, fate),
  );
}

function remembered(): readonly Act[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Act[];
  } catch {
    return [];
  }
}

function remember(acts: readonly Act[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(acts));
  } catch {
    // Without storage the list begins anew on each page.
  }
}
