import { type Click, postedClick } from './clicks.ts';
import { type LoadClient, requestsPerSecond } from './load.ts';
import type { LoadRequest } from './servers/load-client.ts';

const EVENTS_PER_REQUEST = 10;
/** As many events under way as in the reference on Kafka: 4 sends of 500. */
const CONNECTIONS = 200;

/** What posts the clicks for so many seconds, and answers with the events taken a second. */
export function takenPerSecond(client: LoadClient, url: string, clicks: readonly Click[]) {
  const requests = eventRequests(clicks);
  return async (seconds: number): Promise<number> => {
    const load = { url, requests, connections: CONNECTIONS, seconds };
    return EVENTS_PER_REQUEST * (await requestsPerSecond(client, load));
  };
}

function eventRequests(clicks: readonly Click[]): LoadRequest[] {
  const requests: LoadRequest[] = [];
  for (let i = 0; i + EVENTS_PER_REQUEST <= clicks.length; i += EVENTS_PER_REQUEST) {
    const events = clicks.slice(i, i + EVENTS_PER_REQUEST).map(postedClick);
    requests.push({ method: 'POST', path: '/v1/events', body: JSON.stringify({ events }) });
  }
  return requests;
}
