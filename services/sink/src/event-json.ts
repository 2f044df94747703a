import type { BehaviourEvent } from '@freshet/events';

/**
 * An event as it leaves: its own field names, what is absent left out, `context` and `properties` as
 * the objects they were posted as.
 */
export function eventJson({ context, properties, ...event }: BehaviourEvent): string {
  const own = JSON.stringify(event, (_name, value: unknown) => value ?? undefined);
  // By themselves: a null in them is the site's.
  const posted = JSON.stringify({ context: parsed(context), properties: parsed(properties) });
  return posted === '{}' ? own : `${own.slice(0, -1)},${posted.slice(1)}`;
}

function parsed(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json);
}
