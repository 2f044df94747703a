import { knownEventTypes } from '@freshet/events';

/** The type of an event that a site has named itself, by its plain name, which means none of ours. */
export function ownEventType(plain: string): string {
  if (plain === '') return 'track';
  return knownEventTypes.has(plain) ? `track_${plain}` : plain;
}
