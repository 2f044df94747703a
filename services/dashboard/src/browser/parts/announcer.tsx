import { signal } from '@preact/signals';

const said = signal<{ readonly text: string; readonly isBad: boolean } | null>(null);
const SHOWN_MS = 6_000;
let ending: ReturnType<typeof setTimeout> | undefined;

/** Shows and reads out what came of something somebody did; the next one takes its place. */
export function announce(text: string, { isBad = false } = {}): void {
  said.value = { text, isBad };
  clearTimeout(ending);
  ending = setTimeout(() => {
    said.value = null;
  }, SHOWN_MS);
}

export function Announcer() {
  return (
    <div class="announcer" role="status">
      {said.value !== null && (
        <p class={`notice ${said.value.isBad ? 'bad' : 'good'}`}>{said.value.text}</p>
      )}
    </div>
  );
}
