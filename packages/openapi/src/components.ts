import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '@freshet/runtime';

/**
 * Schemas by title. `place` gives a schema as it stands where it is used: what has a title is kept here
 * once and referred to, with the description that it has there.
 */
export class Components {
  readonly #schemas = new Map<string, Schema>();

  /** @throws Error for two schemas of one title, which would be taken for each other. */
  place(schema: Schema): Schema {
    const { title, description, ...rest } = schema;
    if (typeof title !== 'string') return this.#placeWithin(schema);
    const whole = this.#placeWithin(rest);
    const known = this.#schemas.get(title);
    if (known !== undefined && !isDeepStrictEqual(known, whole)) {
      throw new Error(`Two schemas have the title ${title}.`);
    }
    this.#schemas.set(title, whole);
    const $ref = `#/components/schemas/${title}`;
    return description === undefined ? { $ref } : { $ref, description };
  }

  /** By title, in the order of the alphabet. */
  get all(): Readonly<Record<string, Schema>> {
    const sorted = [...this.#schemas].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted);
  }

  #placeWithin(schema: Schema): Schema {
    return Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => [keyword, this.#placeIn(keyword, value)]),
    );
  }

  /** Names of properties may be those of keywords, so only what holds schemas is gone into. */
  #placeIn(keyword: string, value: unknown): unknown {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      return this.#placeEach(value as Readonly<Record<string, Schema>>);
    }
    if (['oneOf', 'anyOf', 'allOf'].includes(keyword)) {
      return (value as readonly Schema[]).map((one) => this.place(one));
    }
    const isSchema = keyword === 'items' || keyword === 'additionalProperties';
    return isSchema && typeof value === 'object' ? this.place(value as Schema) : value;
  }

  #placeEach(schemas: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
    return Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, this.place(schema)]),
    );
  }
}
