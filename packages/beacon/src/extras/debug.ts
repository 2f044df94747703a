import type { Host } from '../extra.ts';
import type { BeaconEvent, Fate, Reason } from '../types.ts';

const ROWS_MAX = 50;
const REFRESH_MS = 1_000;

const style = `:host{all:initial;position:fixed;right:8px;bottom:8px;z-index:2147483647;width:360px;
max-width:calc(100vw - 16px);max-height:40vh;overflow:auto;background:#14181d;color:#f2f4f6;
font:12px/1.5 ui-monospace,monospace;border-radius:6px;padding:8px}
ol{margin:0;padding:0;list-style:none}.sent{color:#7ddc9a}.rejected,.dropped{color:#ff9d8f}`;

/** `data-debug`: a panel on the page shows what became of each event, and why. */
export default function start({ freshet, settings }: Host): void {
  const rows = new Map<string, HTMLElement>();
  const host = document.createElement('freshet-debug');
  const panel = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  // Not a style element, which a Content-Security-Policy would have to allow.
  panel.adoptedStyleSheets = [sheet];
  const state = panel.appendChild(document.createElement('div'));
  const list = panel.appendChild(document.createElement('ol'));
  list.setAttribute('role', 'log');

  function show(fate: Fate, event: BeaconEvent, reason?: Reason): void {
    const row = rows.get(event.id) ?? document.createElement('li');
    rows.set(event.id, row);
    const why = reason && fate !== 'sent' ? [reason.code, reason.pointer, reason.message] : [];
    row.className = fate;
    row.textContent = [fate, event.type, event.itemId, ...why, event.id].filter(Boolean).join(' ');
    list.prepend(row);
    if (rows.size <= ROWS_MAX) return;
    const [oldest] = rows.keys();
    rows.get(oldest!)?.remove();
    rows.delete(oldest!);
  }

  function refresh(): void {
    const { waiting, pauseMs } = stored();
    const pause = pauseMs > 0 ? `, next try in ${Math.ceil(pauseMs / 1000)} s` : '';
    state.textContent = `Freshet, ${settings.endpoint}: ${waiting} waiting${pause}`;
    // Routers replace the body.
    if (!host.isConnected) document.body?.append(host);
  }

  for (const fate of ['queued', 'sent', 'rejected', 'dropped'] as const) {
    freshet.on(fate, (event, reason) => show(fate, event, reason));
  }
  setInterval(refresh, REFRESH_MS);
  refresh();
}

/** What the core keeps, read as it writes it. */
function stored(): { waiting: number; pauseMs: number } {
  try {
    const waiting = Object.keys(localStorage).filter((key) => key.startsWith('freshet:event:'));
    const [until] = JSON.parse(localStorage.getItem('freshet:pause') ?? '[0]') as [number];
    return { waiting: waiting.length, pauseMs: until - Date.now() };
  } catch {
    return { waiting: 0, pauseMs: 0 };
  }
}
