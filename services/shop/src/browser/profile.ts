import { make, panelPart, picture, titleOf } from './elements.ts';
import { apiUrl, freshet } from './freshet.ts';

interface Affinity {
  readonly id: string;
  readonly score: number;
}

/** As much of `GET /v1/profiles` as is shown. */
interface Profile {
  readonly events: number;
  readonly session: readonly { readonly itemId: string }[];
  readonly affinities: {
    readonly items: readonly Affinity[];
    readonly categories: readonly Affinity[];
  };
}

const METERS = 4;
const VISITED = 8;
/** After an act the profile is looked at until it knows of it, so often and so many ms apart. */
const LOOKS = 6;
const LOOK_MS = 120;
const PATIENCE_MS = 5_000;

/** The visitor's own profile, again after each act. */
export function showProfile(): void {
  let who: string | undefined;
  let events = -1;
  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    const { anonymousId } = freshet().ids?.() ?? {};
    who = anonymousId ?? who;
    if (who === undefined) return;
    const profile = await profileOf(who);
    badge(profile !== undefined);
    if (!profile || profile.events === events) return again();
    events = profile.events;
    show(profile);
  }

  function again(): void {
    clearTimeout(timer);
    if (looks-- > 0) timer = setTimeout(() => void look(), LOOK_MS);
  }

  freshet().on('sent', ({ anonymousId }) => {
    who = anonymousId ?? who;
    looks = LOOKS;
    again();
  });
  void look();
}

/** null: nobody knows the visitor yet; undefined: there was no answer, or none that can be read. */
async function profileOf(anonymousId: string): Promise<Profile | null | undefined> {
  try {
    const answer = await fetch(
      `${apiUrl()}/v1/profiles?anonymousId=${encodeURIComponent(anonymousId)}`,
      { signal: AbortSignal.timeout(PATIENCE_MS) },
    );
    if (answer.status === 404) return null;
    return answer.ok ? ((await answer.json()) as Profile) : undefined;
  } catch {
    return undefined;
  }
}

function badge(isLive: boolean): void {
  const part = panelPart('state');
  part.className = `badge ${isLive ? 'good' : 'bad'}`;
  part.textContent = isLive ? 'live' : 'no answer';
}

function show({ events, session, affinities }: Profile): void {
  const visited = [...new Set(session.map(({ itemId }) => itemId).toReversed())].slice(0, VISITED);
  panelPart('profile').replaceChildren(
    make('p', { className: 'muted' }, `${events} ${events === 1 ? 'event' : 'events'} so far`),
    ...(visited.length === 0 ? [] : partsOf(visited, affinities)),
  );
}

function partsOf(visited: readonly string[], { categories, items }: Profile['affinities']) {
  return [
    make('h4', {}, 'Looked at last'),
    make('div', { className: 'visited' }, ...visited.map(thumbnail)),
    make('h4', {}, 'Shelves'),
    make('ul', {}, ...meters(categories)),
    make('h4', {}, 'Things'),
    make('ul', {}, ...meters(items)),
  ];
}

function thumbnail(itemId: string): HTMLElement {
  const title = titleOf(itemId);
  const link = make('a', { href: `/items/${encodeURIComponent(itemId)}`, title }, picture(itemId));
  link.ariaLabel = title;
  return link;
}

function meters(affinities: readonly Affinity[]): HTMLElement[] {
  const most = affinities[0]?.score ?? 1;
  return affinities.slice(0, METERS).map(({ id, score }) => {
    const name = titleOf(id);
    const meter = make('meter', { max: most, value: score });
    meter.ariaLabel = name;
    return make(
      'li',
      { className: 'meter' },
      make('span', { className: 'name', title: name }, name),
      meter,
      make('span', { className: 'number muted' }, score.toFixed(1)),
    );
  });
}
