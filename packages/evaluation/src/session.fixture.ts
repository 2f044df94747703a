import type { Click } from './click.ts';
import type { Query } from './model.ts';

/** `s1:a s2:b s1:c`: one click a second, in this order. */
export function clicksOf(text: string): Click[] {
  return text.split(/\s+/).map((click, i) => {
    const [sessionId = '', itemId = ''] = click.split(':');
    return { sessionId, userId: sessionId, itemId, at: 1000 * i };
  });
}

/** A session of its own that has clicked `items`, a moment after the last click. */
export function queryOf(items: string, sessionId = 'asked'): Query {
  const session = clicksOf(
    items
      .split(' ')
      .map((item) => `${sessionId}:${item}`)
      .join(' '),
  );
  return { session, now: 1e6 };
}
