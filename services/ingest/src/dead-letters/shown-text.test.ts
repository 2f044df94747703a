import { behaviourEventCodec, eraseEvent } from '@freshet/events';
import { expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

const event = eraseEvent(
  { site: 'shop', userId: 'ada', anonymousId: null },
  { id: 'e-1', at: 1_700_000_000_000 },
);

it.for<[what: string, value: Uint8Array | null, text: string | null]>([
  [
    'JSON',
    Buffer.from('{"a":{"b":[1,"ü"]}}'),
    '{\n  "a": {\n    "b": [\n      1,\n      "ü"\n    ]\n  }\n}',
  ],
  ['JSON that was cut', Buffer.from('{"type":"track","na'), '{"type":"track","na'],
  ['markup', Buffer.from('<img src=x onerror=alert(1)>'), '<img src=x onerror=alert(1)>'],
  ['lines', Buffer.from('a\n\tb\r\n'), 'a\n\tb.\n'],
  [
    'what writes over a terminal',
    Buffer.from('{"a":"\u009b2J\u202etxt"}'),
    '{\n  "a": ".2J.txt"\n}',
  ],
  [
    'an escape that JSON spells out',
    Buffer.from('{"a":"\\u001b[2J"}'),
    '{\n  "a": "\\u001b[2J"\n}',
  ],
  ['control characters', Buffer.from('a\u001b[2J'), 'a.[2J'],
  ['a record', behaviourEventCodec.encode(event), null],
  ['no UTF-8', Buffer.from([0x61, 0xff]), null],
  ['no bytes', Buffer.alloc(0), null],
  ['nothing', null, null],
])('%s', ([, value, text]) => {
  expect(shownText(value)).toBe(text);
});
