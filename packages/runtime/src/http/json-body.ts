import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { gunzipped } from './body-decompression.ts';
import { BODY_DEPTH_MAX, OBJECT_KEYS_MAX } from './bounds.ts';
import { brokenBound, withinBounds } from './json-shape.ts';
import { HttpProblem } from './problem.ts';

/**
 * Has bodies of these media types be JSON, within the bounds of depth and keys, without keys that
 * reach prototypes; of an object that has a key twice the last counts. No body at all is undefined.
 * Some clients compress and do not say so, and drop for good what is refused: gzip is known by how it begins.
 */
export function acceptJson(app: FastifyInstance, mediaTypes: string[]): void {
  addJsonParser(app, mediaTypes, { isLenient: false });
}

/**
 * Has bodies of every media type be JSON, for lists of which one bad entry must not have the others refused: what
 * lies past the bounds is left out, and so are keys that reach prototypes.
 */
export function acceptLenientJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  addJsonParser(app, ['*'], { isLenient: true });
}

function addJsonParser(
  app: FastifyInstance,
  mediaTypes: string[],
  { isLenient }: { readonly isLenient: boolean },
): void {
  const poison = isLenient ? 'remove' : 'error';
  // What it does with `__proto__` and `constructor.prototype` keys is what we keep it for.
  const parseJson = app.getDefaultJsonParser(poison, poison);
  app.addContentTypeParser(mediaTypes, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isUnsaidGzip(request, body)) return read(request, body, done);
    void gunzipped(body).then((plain) => read(request, plain, done), done);
  });

  function read(request: FastifyRequest, body: Buffer, done: Done): void {
    if (body.length === 0) return done(null, undefined);
    const fault = encodingFault(request.headers['content-type'], body);
    if (fault !== undefined) return done(fault);
    const text = body.toString();
    const bound = brokenBound(text);
    if (bound !== undefined && !isLenient) return done(pastBound[bound]());
    if (bound === undefined && !mayPoison(text)) return done(...parsePlain(text));
    void parseJson(request, text, (error, value) => {
      if (error !== null) return done(malformed(whyNotJson(text)));
      done(null, bound === undefined ? value : withinBounds(value));
    });
  }
}

type Done = (error: Error | null, body?: unknown) => void;

/** RFC 1952: a gzip member begins with 1f 8b, and no UTF-8 does. */
const isUnsaidGzip = ({ headers }: FastifyRequest, body: Buffer): boolean =>
  body[0] === 0x1f && body[1] === 0x8b && headers['content-encoding'] === undefined;

/** Decoding would turn every bad byte into the same character, and two ids into one. */
function encodingFault(type: string | undefined, body: Buffer): HttpProblem | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(type ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    const message = `The charset ${JSON.stringify(charset.slice(0, 64))} is not taken; JSON is UTF-8.`;
    return new HttpProblem(415, { code: 'CHARSET_UNSUPPORTED', message });
  }
  return isUtf8(body) ? undefined : malformed('is not UTF-8');
}

const pastBound = {
  depth: () =>
    new HttpProblem(400, {
      code: 'BODY_TOO_DEEP',
      message: `The body nests objects and arrays more than ${BODY_DEPTH_MAX} levels deep.`,
    }),
  keys: () =>
    new HttpProblem(400, {
      code: 'BODY_KEYS_TOO_MANY',
      message: `An object in the body has more than ${OBJECT_KEYS_MAX} keys.`,
    }),
};

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
