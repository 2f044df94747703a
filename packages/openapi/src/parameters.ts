import type { Parameter } from '@freshet/runtime';
import { text } from './schemas.ts';

/** Whose data it is, where the key is of all sites. */
export const site: Parameter = {
  description: 'The site, where the key leaves that open.',
  schema: text,
};
