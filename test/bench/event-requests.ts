import { type Click, postedClick } from './clicks.ts';
import { type LoadClient, requestsPerSecond } from './load.ts';
import type { LoadRequest } from './servers/load-client.ts';

const EVENTS_PER_REQUEST = 10;
/** As many events under way as in the reference on Kafka: 4 sends of 500. */
const CONNECTIONS = 200;

/** One call with these clicks. */
export type CallOf = (clicks: readonly Click[]) => LoadRequest;

const nativeCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/v1/events',
  body: JSON.stringify({ events: clicks.map(postedClick) }),
});

/** What posts the clicks for so many seconds, by another protocol if one is given, and answers with the events taken a second. */
export function takenPerSecond(
  client: LoadClient,
  url: string,
  clicks: readonly Click[],
  callOf: CallOf = nativeCall,
) {
  const requests = eventRequests(clicks, callOf);
  return async (seconds: number): Promise<number> => {
    const load = { url, requests, connections: CONNECTIONS, seconds };
    return EVENTS_PER_REQUEST * (await requestsPerSecond(client, load));
  };
}

function eventRequests(clicks: readonly Click[], callOf: CallOf): LoadRequest[] {
  const requests: LoadRequest[] = [];
  for (let i = 0; i + EVENTS_PER_REQUEST <= clicks.length; i += EVENTS_PER_REQUEST) {
    requests.push(callOf(clicks.slice(i, i + EVENTS_PER_REQUEST)));
  }
  return requests;
}
