import type { PostedEvent } from '../../event-schema.ts';
import { type Fault, fault } from '../../rejection.ts';

/** Of this type is what a site tells of a user: kept with them, of no effect on lists. */
export const USER_TYPE = 'gorse_user';

/** The event that a row of `POST /api/users` becomes, or what is wrong with it. */
export function userEvents(row: unknown): readonly PostedEvent[] | Fault {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return fault('FIELD_TYPE', '', 'must be an object');
  }
  const { UserId: userId, Labels = null, Comment = '' } = row as Record<string, unknown>;
  if (userId === undefined || userId === '') return fault('FIELD_MISSING', '/UserId', 'is missing');
  if (typeof userId !== 'string') return fault('FIELD_TYPE', '/UserId', 'must be a string');
  if (typeof Comment !== 'string') return fault('FIELD_TYPE', '/Comment', 'must be a string');
  return [{ type: USER_TYPE, userId, properties: { gorse: { Labels, Comment } } }];
}
