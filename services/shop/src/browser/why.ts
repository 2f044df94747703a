import { make, panelPart, picture, titleOf } from './elements.ts';

interface Reason {
  readonly type: string;
  readonly itemId?: string;
  readonly share?: number;
  readonly likeness?: number;
}

interface Answer {
  readonly strategy: string;
  readonly items: readonly { readonly itemId: string; readonly reasons?: readonly Reason[] }[];
}

/** Why each recommendation on the page is there, as the API explains it; the newest answer of each slot. */
export function showReasons(): void {
  const answers = new Map<Element, Answer>();
  document.addEventListener('freshet-recommendations', (event) => {
    answers.set(event.target as Element, (event as CustomEvent<Answer>).detail);
    panelPart('why').replaceChildren(...[...answers].flatMap(partOf));
  });
}

function partOf([slot, { strategy, items }]: [Element, Answer]): HTMLElement[] {
  const heading = make('h4', {}, `${slot.getAttribute('label') ?? ''} `);
  heading.append(make('span', { className: 'badge accent' }, strategy));
  return [heading, make('ul', { className: 'why' }, ...items.map(lineOf))];
}

function lineOf({ itemId, reasons = [] }: Answer['items'][number]): HTMLElement {
  const because = reasons.slice(0, 2).map(textOf).join('; ');
  return make(
    'li',
    {},
    picture(itemId),
    make(
      'div',
      {},
      make('div', { className: 'name' }, titleOf(itemId)),
      make('div', { className: 'because' }, because || 'no reason given'),
    ),
  );
}

function textOf({ type, itemId = '', share = 0, likeness = 0 }: Reason): string {
  const other = titleOf(itemId);
  switch (type) {
    case 'co-visited':
      return `${percent(share)} of steps from ${other} led here`;
    case 'co-visited-via':
      return `two steps from what you saw, by ${other} (${percent(share)})`;
    case 'alike':
      return `${percent(likeness)} like ${other}`;
    case 'history':
      return 'you have been with it before';
    case 'trending':
      return 'among what is looked at most';
    case 'exploration':
      return 'new, so somebody has to see it first';
    default:
      return type;
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
