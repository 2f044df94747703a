import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { call } from '../api/call.ts';
import { type LiveState, parseLive, stateOf, withDelta } from './live-state.ts';
import { ofSite } from '../site/site.ts';

const STREAM = '/v1/dashboard/stream';
/** Without any message for so long, what is shown is old: a quiet site tells something every 5 s. */
const STALE_MS = 12_000;
/** A stream that was refused is asked for again after this, and up to as long again. */
const AGAIN_MS = 3_000;

export type Standing = 'connecting' | 'live' | 'stale' | 'lost';

export interface LiveStream {
  /** null until the first message. */
  readonly state: ReadonlySignal<LiveState | null>;
  readonly standing: ReadonlySignal<Standing>;
  /** Messages that could not be read. */
  readonly malformed: ReadonlySignal<number>;
  readonly isPaused: ReadonlySignal<boolean>;
  /** What is shown stands still; what comes in meanwhile is shown at the end of it. */
  pause(isPaused: boolean): void;
  close(): void;
}

/**
 * Follows the stream, coming back to it by itself for as long as it is open. A tab that nobody sees lets go
 * of it: a browser has six connections to a server for all of its tabs.
 */
export function openLiveStream(): LiveStream {
  const state = signal<LiveState | null>(null);
  const standing = signal<Standing>('connecting');
  const malformed = signal(0);
  const isPaused = signal(false);
  let newest: LiveState | null = null;
  let source: EventSource | undefined;
  let heardAt = Date.now();
  let retry: ReturnType<typeof setTimeout> | undefined;

  function show(next: LiveState): void {
    newest = next;
    heardAt = Date.now();
    batch(() => {
      standing.value = 'live';
      if (!isPaused.value) state.value = next;
    });
  }

  function onSnapshot({ data }: MessageEvent<string>): void {
    const snapshot = parseLive(data);
    if (snapshot === null) malformed.value++;
    else show(stateOf(snapshot));
  }

  function onDelta({ data }: MessageEvent<string>): void {
    const delta = parseLive(data);
    if (delta === null || newest === null) malformed.value++;
    else show(withDelta(newest, delta));
  }

  function connect(): void {
    source?.close();
    heardAt = Date.now();
    source = new EventSource(ofSite(STREAM));
    source.addEventListener('snapshot', onSnapshot);
    source.addEventListener('delta', onDelta);
    source.addEventListener('error', () => {
      standing.value = 'lost';
      // A browser comes back by itself after a break, but not after an answer that is no stream.
      if (source?.readyState !== EventSource.CLOSED) return;
      // It does not tell why; a session that is over leads to the login.
      void call('/dashboard/session').catch(() => undefined);
      clearTimeout(retry);
      retry = setTimeout(connect, AGAIN_MS * (1 + Math.random()));
    });
  }

  function onVisibility(): void {
    if (!document.hidden) return connect();
    clearTimeout(retry);
    source?.close();
    standing.value = 'connecting';
  }

  const watch = setInterval(() => {
    if (document.hidden || Date.now() - heardAt < STALE_MS) return;
    // A service that takes the call and says nothing is away as well, only that no browser tells so.
    standing.value = standing.value === 'live' ? 'stale' : 'lost';
    connect();
  }, 1_000);
  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) connect();

  return {
    state,
    standing,
    malformed,
    isPaused,
    pause(paused) {
      batch(() => {
        isPaused.value = paused;
        if (!paused) state.value = newest;
      });
    },
    close() {
      document.removeEventListener('visibilitychange', onVisibility);
      clearInterval(watch);
      clearTimeout(retry);
      source?.close();
    },
  };
}
