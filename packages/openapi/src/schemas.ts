import type { Schema } from '@freshet/runtime';

type Properties = Readonly<Record<string, Schema>>;

/** An object with these members; those in `optional` may be absent. */
export function object(title: string, required: Properties, optional: Properties = {}): Schema {
  return { title, ...members(required, optional) };
}

/** The same without a place of its own in the document. */
export function members(required: Properties, optional: Properties = {}): Schema {
  const properties = { ...required, ...optional };
  const named = Object.keys(required);
  return { type: 'object', properties, ...(named.length > 0 && { required: named }) };
}

/** An object that has no other members than those it names. */
export const closed = (schema: Schema): Schema => ({ ...schema, additionalProperties: false });

export const list = (items: Schema, maxItems?: number): Schema => ({
  type: 'array',
  items,
  ...(maxItems !== undefined && { maxItems }),
});

export const described = (schema: Schema, description: string): Schema => ({
  ...schema,
  description,
});

/** What has a title stays as it is under it, for those who are not null. */
export const nullable = (schema: Schema): Schema =>
  typeof schema['type'] === 'string' && !('title' in schema)
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

export const text: Schema = { type: 'string' };
export const number: Schema = { type: 'number' };
export const flag: Schema = { type: 'boolean' };
export const time: Schema = { type: 'integer', description: 'Epoch milliseconds.' };
/** Any members at all. */
export const freeForm: Schema = { type: 'object', additionalProperties: true };

export const integer = (minimum: number, maximum?: number): Schema => ({
  type: 'integer',
  minimum,
  ...(maximum !== undefined && { maximum }),
});

/** One of the keys of a table that says what each means. */
export function oneOf(meanings: Readonly<Record<string, string>>): Schema {
  const lines = Object.entries(meanings).map(([value, meaning]) => `\`${value}\`: ${meaning}`);
  return { type: 'string', enum: Object.keys(meanings), description: lines.join(' · ') };
}
