import { isUtf8 } from 'node:buffer';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { decompressBody } from './body-decompression.ts';

/**
 * Bodies are JSON, whether they say `application/json` or, as beacons do to spare a preflight,
 * `text/plain`; plain or compressed. The body limit counts the bytes after decompression.
 */
export function acceptJsonBodies(app: FastifyInstance): void {
  app.addHook('preParsing', decompressBody);
  // Its refusal of `__proto__` and `constructor.prototype` keys is what we keep it for.
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      if (body.length === 0) return done(null, undefined);
      // Decoding would turn every bad byte into the same character, and two ids into one.
      if (!isUtf8(body)) return done(malformed('is not UTF-8'));
      const text = body.toString();
      if (!mayPoison(text)) return done(...parsePlain(text));
      void parseJson(request, text, (error, value) =>
        error === null ? done(null, value) : done(malformed(whyNotJson(text))),
      );
    },
  );
}

/** Whether a key could be `__proto__` or `constructor`, also when written with escapes. */
function mayPoison(text: string): boolean {
  return text.includes('__proto__') || text.includes('constructor') || text.includes('\\u');
}

/** What `done` takes; nearly every body comes this way, at half the cost of the parser with checks. */
function parsePlain(text: string): [error: Error | null, value?: unknown] {
  try {
    return [null, JSON.parse(text)];
  } catch {
    return [malformed(whyNotJson(text))];
  }
}

function malformed(what: string): HttpProblem {
  return new HttpProblem(400, { code: 'BODY_MALFORMED', message: `The body ${what}.` });
}

function whyNotJson(text: string): string {
  try {
    JSON.parse(text);
    return 'holds a "__proto__" or "constructor" key, which is refused anywhere in it';
  } catch (error) {
    return `is not valid JSON: ${(error as Error).message}`;
  }
}
