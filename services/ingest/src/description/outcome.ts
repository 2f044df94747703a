import { described, integer, list, nullable, object, rejections, text } from '@freshet/openapi';
import { oneOf, refusedEntries } from '@freshet/openapi';
import type { Answer } from '@freshet/runtime';
import type { Durability } from '../message.ts';

const promises: Record<Durability, string> = {
  none: 'nobody has said that it has it, as ACK_LEVELS allows for its type',
  leader: 'the log has it once',
  journal: 'on the disk of this ingest, while the log is away',
  log: 'the log has it, on as many nodes as it is told to',
};
export const durability = oneOf(promises);

const outcome = object(
  'Outcome',
  {
    accepted: described(integer(0), 'How many entries were taken.'),
    rejected: rejections,
    durability,
  },
  {
    duplicates: described(integer(1), 'How many had an id that came earlier in the same call.'),
    ids: described(list(nullable(text)), 'Of each event its id, null where it was refused.'),
  },
);

/** Of a call that takes entries. */
export const outcomes: Readonly<Record<number, Answer>> = {
  202: { description: 'Taken; what was refused is listed.', schema: outcome },
  400: { description: 'Nothing was taken.', schema: refusedEntries },
};
