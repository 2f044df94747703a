import { makeValidator } from '@freshet/runtime';
import type { Ack } from '@freshet/stream';

/** The ack level of each event type whose tracking plan asks for another than `all`. */
export type AckLevels = ReadonlyMap<string, Ack>;

const levels: ReadonlyMap<string, Ack> = new Map([
  ['all', 'all'],
  ['leader', 'leader'],
  ['none', 'none'],
]);

/** Reads `scroll=none,impression=leader`. */
export function parseAckLevels(text: string): AckLevels {
  const entries = text === '' ? [] : text.split(',');
  return new Map(
    entries.map((entry) => {
      const [type = '', name = '', ...rest] = entry.split('=').map((part) => part.trim());
      const level = levels.get(name);
      if (type === '' || level === undefined || rest.length > 0) {
        throw new Error(`"${entry}" must be an event type, "=" and one of all, leader, none`);
      }
      return [type, level] as const;
    }),
  );
}

export const ackLevels = makeValidator<string>((text) => {
  parseAckLevels(text);
  return text;
})({
  default: '',
  desc: 'What an event type has to reach before its 2xx, where not all replicas: scroll=none,impression=leader.',
});
