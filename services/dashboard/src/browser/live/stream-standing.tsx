import { clockText } from '../format/times.ts';
import { percentText, wholeText } from '../format/numbers.ts';
import type { LiveStream } from './live-stream.ts';

const words = {
  connecting: ['', 'connecting'],
  live: ['good', 'live'],
  stale: ['warn', 'stale: nothing heard for a while'],
  lost: ['bad', 'connection lost, trying again'],
} as const;

/** Whether what is shown is what happens, and the pause. */
export function StreamStanding({ stream }: { readonly stream: LiveStream }) {
  const { state, standing, malformed, isPaused } = stream;
  const [tone, text] = isPaused.value ? (['warn', 'paused'] as const) : words[standing.value];
  const sampling = state.value?.sampling;
  return (
    <>
      <span role="status" class="row">
        <span class={`badge ${tone}`}>
          <span class="pulse" aria-hidden="true" />
          {text}
        </span>
      </span>
      {sampling !== undefined && sampling.share < 1 && (
        <span class="badge info" title="Counts are of all events; only the list is a selection.">
          list shows {percentText(sampling.share)} of the last minute’s events
        </span>
      )}
      {malformed.value > 0 && (
        <span class="badge warn">{wholeText(malformed.value)} messages could not be read</span>
      )}
      <span class="muted small as-of">
        {state.value === null ? 'no data yet' : `as of ${clockText(state.value.at)}`}
      </span>
      <button
        type="button"
        class="button"
        aria-pressed={isPaused.value}
        onClick={() => stream.pause(!isPaused.value)}
      >
        {isPaused.value ? 'Go on' : 'Pause'}
      </button>
    </>
  );
}
