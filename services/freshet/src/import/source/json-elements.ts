import { JSONParser } from '@streamparser/json';
import { type Source, unreadable } from './source.ts';

/** Bytes from one element to the end of the next; more is no such document. */
const ELEMENT_BYTES_MAX = 4 * 1024 * 1024;

/**
 * The elements of the list that a JSON document has under a name, such as `products`, or is, one at a time.
 * @throws FreshetError IMPORT_FILE_INVALID where it is broken or breaks off; elements before that were handed over.
 */
export async function* jsonElements(source: Source, list?: string): AsyncGenerator {
  const ready: unknown[] = [];
  const parser = new JSONParser({
    paths: [list === undefined ? '$.*' : `$.${list}.*`],
    keepStack: false,
  });
  let fault: Error | undefined;
  parser.onValue = ({ value }) => void ready.push(value);
  parser.onError = (error) => (fault ??= error);
  let held = 0;
  let count = 0;
  try {
    for await (const chunk of source.content() as AsyncIterable<Buffer>) {
      parser.write(chunk);
      held = ready.length === 0 ? held + chunk.length : 0;
      count += ready.length;
      yield* ready.splice(0);
      if (fault !== undefined) throw fault;
      if (held > ELEMENT_BYTES_MAX)
        throw new Error(`an element is longer than ${ELEMENT_BYTES_MAX} bytes`);
    }
    if (!parser.isEnded) throw new Error('it ends in the middle');
  } catch (cause) {
    throw unreadable(source.name, cause, `${list ?? 'element'} ${count + 1}`);
  }
}
