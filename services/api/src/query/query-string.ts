import type { Fields } from './fields.ts';

type Text = string | readonly string[];

const wholeNumber = (text: Text) =>
  typeof text === 'string' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;

const decimalNumber = (text: Text) =>
  typeof text === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;

const flag = (text: Text) => (text === 'true' ? true : text === 'false' ? false : text);

/** How the parameters that are no plain texts read; anything else stays text and is refused later. */
const readings = new Map<string, (text: Text) => unknown>([
  ['n', wholeNumber],
  ['maxPerCategory', wholeNumber],
  ['at', wholeNumber],
  ['before', wholeNumber],
  ['after', wholeNumber],
  ['diversity', decimalNumber],
  ['exploration', decimalNumber],
  ['explain', flag],
  ['page', flag],
  ['fields', (text) => (typeof text === 'string' ? text.split(',') : text)],
  // Ids may hold any separator, so several are given by repeating the parameter.
  ['exclude', (text) => (typeof text === 'string' ? [text] : text)],
]);

/** A query string's parameters in the types that a JSON body gives them. */
export function fieldsOfQuery(query: unknown): Fields {
  const parameters = Object.entries(query as Record<string, Text>);
  return Object.fromEntries(
    parameters.map(([name, text]) => {
      const read = readings.get(name);
      return [name, read === undefined ? text : read(text)];
    }),
  );
}
