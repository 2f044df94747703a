import type { Schema } from '@freshet/runtime';
import { type Format, formatFaults } from '../shape-fault.ts';

/** Epoch ms or ISO 8601. */
export const moment: Schema = { type: ['integer', 'string'] };

/**
 * The fields of a schema that requests are held to, each with what it is, as the document has them.
 * The formats are our own, so they are put into words.
 */
export function describeFields<Name extends string>(
  fields: Readonly<Record<Name, Schema>>,
  meanings: Readonly<Record<Name, string>>,
): Readonly<Record<string, Schema>> {
  const entries = Object.entries<Schema>(fields).map(([name, schema]) => {
    return [name, inWords(schema, meanings[name as Name])] as const;
  });
  return Object.fromEntries(entries);
}

function inWords(schema: Schema, meaning?: string): Schema {
  const { format, items, properties, ...rest } = schema;
  const rule = format === undefined ? undefined : `It ${formatFaults[format as Format].rule}.`;
  const description = [meaning, rule].filter((part) => part !== undefined).join(' ');
  const inner = properties as Readonly<Record<string, Schema>> | undefined;
  return {
    ...rest,
    ...(description !== '' && { description }),
    ...(items !== undefined && { items: inWords(items as Schema) }),
    ...(inner !== undefined && {
      properties: Object.fromEntries(
        Object.entries(inner).map(([name, one]) => [name, inWords(one)]),
      ),
    }),
  };
}
