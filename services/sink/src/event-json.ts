import type { BehaviourEvent } from '@freshet/events';

/**
 * An event as it leaves: its own field names, what is absent left out, `context` and `properties` as
 * the objects they were posted as.
 */
export function eventJson({ context, properties, ...event }: BehaviourEvent): string {
  const fields = { ...event, context: parsed(context), properties: parsed(properties) };
  return JSON.stringify(fields, (_name, value: unknown) => value ?? undefined);
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
