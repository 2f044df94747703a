import { firstText } from './first-text.ts';
import { jsonElements } from './json-elements.ts';
import { type JsonLine, jsonLines } from './json-lines.ts';
import type { Source } from './source.ts';

/** JSON values, one a line or as one list. @throws FreshetError IMPORT_FILE_INVALID where they break off. */
export const jsonValues = (source: Source): AsyncGenerator<JsonLine> =>
  firstText(source).startsWith('[') ? elementsOf(source) : jsonLines(source);

async function* elementsOf(source: Source): AsyncGenerator<JsonLine> {
  let element = 0;
  for await (const value of jsonElements(source)) {
    element++;
    yield { place: `element ${element}`, value };
  }
}
