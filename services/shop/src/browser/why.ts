import { make, panelPart, picture, titleOf } from './elements.ts';

interface Reason {
  readonly type: string;
  readonly itemId?: string;
  readonly share?: number;
  readonly likeness?: number;
}

interface Shown {
  readonly itemId: string;
  readonly reasons?: readonly Reason[];
  /** What it was ranked by, without what was 0. */
  readonly features?: Readonly<Record<string, number>>;
}

interface Answer {
  readonly strategy: string;
  readonly items: readonly Shown[];
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
  heading.append(make('span', { className: 'badge accent' }, wayOf(strategy, items)));
  return [heading, make('ul', { className: 'why' }, ...items.map(lineOf))];
}

/** Where nobody has been, the API has nothing but the catalogue to fall back on. */
const wayOf = (strategy: string, items: readonly Shown[]): string =>
  strategy === 'trending' && items.every(isUnseen) ? 'catalogue order' : strategy;

const isUnseen = ({ features }: Shown): boolean =>
  features !== undefined && features['popLong'] === undefined;

function lineOf(shown: Shown): HTMLElement {
  const { itemId, reasons = [] } = shown;
  const because = reasons
    .slice(0, 2)
    .map((reason) => textOf(reason, shown))
    .join('; ');
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

function textOf({ type, itemId = '', share = 0, likeness = 0 }: Reason, shown: Shown): string {
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
      return isUnseen(shown) ? 'not looked at by anybody yet' : 'among what is looked at most';
    case 'exploration':
      return 'new, so somebody has to see it first';
    default:
      return type;
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
