import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { HttpProblem } from '@freshet/runtime';
import { describe, expect, it, test } from 'vitest';
import {
  type Asker,
  CURSOR_CHARACTERS_MAX,
  CURSOR_MS,
  decodeCursor,
  encodeCursor,
  SERVED_MAX,
} from './cursor.ts';

const signerOf = (secret: string) => ({
  sign: (domain: string, content: Uint8Array) =>
    createHmac('sha256', secret).update(`${domain}\0`).update(content).digest('binary'),
});
const signer = signerOf('the deployment’s');
const NOW = 1_767_225_600_000;
const visitor = { userId: 'ada', anonymousId: null };
const ada: Asker = { site: 'shop', visitor };
const hash = fc.integer({ min: 0, max: 2 ** 48 - 1 });

const cursorOf = (asker: Asker, served = [1, 2, 3], by = signer) =>
  encodeCursor(asker, { served, expiresAt: NOW + CURSOR_MS }, by);

/** The code that a cursor is refused with; '' if it is taken. */
function codeOf(text: string, asker = ada, now = NOW): string {
  try {
    decodeCursor(text, asker, now, signer);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(HttpProblem);
    return (error as HttpProblem).problem.code;
  }
}

test('brings back what was served, as long as it may be', () => {
  const property = fc.property(fc.array(hash, { maxLength: SERVED_MAX }), (served) => {
    const text = cursorOf(ada, served);
    expect(text.length).toBeLessThanOrEqual(CURSOR_CHARACTERS_MAX);
    expect(decodeCursor(text, ada, NOW, signer)).toEqual(served);
  });
  fc.assert(property);
  const most = Array.from({ length: SERVED_MAX }, (_, i) => i);
  expect(cursorOf(ada, most)).toHaveLength(CURSOR_CHARACTERS_MAX);
});

describe('is refused', () => {
  it('with any of its characters changed, cut off or added', () => {
    const text = cursorOf(ada);
    for (let i = 0; i < text.length; i++) {
      const other = text[i] === 'A' ? 'B' : 'A';
      expect(codeOf(text.slice(0, i) + other + text.slice(i + 1)), `at ${i}`).toBe(
        'CURSOR_INVALID',
      );
      expect(codeOf(text.slice(0, i)), `cut at ${i}`).toBe('CURSOR_INVALID');
    }
    for (const more of ['A', 'AAAAAAAA', '=', ' ', '\n', '!']) {
      expect(codeOf(text + more), JSON.stringify(more)).toBe('CURSOR_INVALID');
    }
  });

  it('where another deployment signed it, or the key something else', () => {
    expect(codeOf(cursorOf(ada, [1], signerOf('another’s')))).toBe('CURSOR_INVALID');
    const elsewhere = {
      sign: (_: string, content: Uint8Array) => signer.sign('recomm-id', content),
    };
    expect(codeOf(cursorOf(ada, [1], elsewhere))).toBe('CURSOR_INVALID');
  });

  it('once it has expired', () => {
    expect(codeOf(cursorOf(ada), ada, NOW + CURSOR_MS - 1)).toBe('');
    expect(codeOf(cursorOf(ada), ada, NOW + CURSOR_MS)).toBe('CURSOR_EXPIRED');
  });

  it('on another site, and from another visitor', () => {
    expect(codeOf(cursorOf(ada), { site: 'news', visitor })).toBe('CURSOR_OF_OTHER_SITE');
    for (const other of [
      { userId: 'bob', anonymousId: null },
      { userId: null, anonymousId: 'ada' },
      { userId: null, anonymousId: null },
    ]) {
      expect(codeOf(cursorOf(ada), { site: 'shop', visitor: other })).toBe(
        'CURSOR_OF_OTHER_VISITOR',
      );
    }
    // userId goes before anonymousId.
    const both = { userId: 'ada', anonymousId: 'phone' };
    expect(codeOf(cursorOf(ada), { site: 'shop', visitor: both })).toBe('');
  });

  it('whatever text it is', () => {
    const property = fc.property(fc.string(), (text) => {
      expect(codeOf(text)).toBe('CURSOR_INVALID');
    });
    fc.assert(property);
  });
});
