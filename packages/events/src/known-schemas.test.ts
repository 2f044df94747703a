import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { knownSchemaIds } from './known-schemas.ts';

it('knows as many schema versions as there are files of them', () => {
  const files = readdirSync(new URL('../schemas', import.meta.url));
  expect(knownSchemaIds.size).toBe(files.filter((name) => name.endsWith('.avsc')).length);
});
