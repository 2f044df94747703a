import type { JsonObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';

/** A message of Segment's tracking API, of which nothing is known but that it is a JSON object. */
export type SegmentMessage = JsonObject;

/** @see https://segment.com/docs/connections/spec/ */
export const messageTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];

/** A number that may come as text, as prices do; '' says nothing. What is none stays what it is. */
export function numberIn(value: unknown): unknown {
  if (value === '') return undefined;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

/** What a field says that holds an object; nothing where it is empty, also as PHP writes that: `[]`. */
export function objectField(message: SegmentMessage, name: string): unknown {
  const value = message[name];
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

/** An event as far as it is translated: its values may still be anything. */
export type Draft = { -readonly [Field in keyof PostedEvent]?: unknown };

/** The object without these fields; undefined where nothing is left. */
export function without(
  object: SegmentMessage,
  taken: { has(name: string): boolean },
): SegmentMessage | undefined {
  let rest: Record<string, unknown> | undefined;
  for (const name in object) {
    if (!taken.has(name)) (rest ??= {})[name] = object[name];
  }
  return rest;
}
