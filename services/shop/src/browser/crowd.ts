import { panelPart } from './elements.ts';

interface CrowdState {
  readonly isOn: boolean;
  readonly visits: number;
  readonly visitsMax: number;
  readonly events: number;
}

/** How often a crowd that is on is looked at, in ms. */
const LOOK_MS = 2_000;

/** The switch of the crowd, and what it has done. */
export function showCrowd(): void {
  const button = panelPart('crowd') as HTMLButtonElement;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(init?: RequestInit): Promise<void> {
    clearTimeout(timer);
    try {
      show((await (await fetch('/shop/crowd', init)).json()) as CrowdState);
    } catch {
      panelPart('crowd-state').textContent = 'no answer';
      timer = setTimeout(() => void ask(), LOOK_MS);
    }
  }

  function show({ isOn, visits, visitsMax, events }: CrowdState): void {
    button.disabled = false;
    button.ariaPressed = String(isOn);
    button.textContent = isOn ? 'Crowd is on' : 'Switch the crowd on';
    panelPart('crowd-state').textContent = [
      events > 0 ? `${events} events of ${visits} visits` : '',
      visits >= visitsMax ? 'all have been here' : '',
    ]
      .filter(Boolean)
      .join(', ');
    if (isOn) timer = setTimeout(() => void ask(), LOOK_MS);
  }

  button.addEventListener('click', () => {
    const body = JSON.stringify({ isOn: button.ariaPressed !== 'true' });
    void ask({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
  });
  void ask();
}
