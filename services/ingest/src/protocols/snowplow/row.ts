import type { JsonObject } from '@freshet/runtime';
import type { PostedEvent } from '../../event-schema.ts';

/** One event as a tracker sends it: short names of the tracker protocol, every value a text. */
export type Row = JsonObject;

/** What is said in our words. Values stay what they came as where they cannot be read: they are judged like any posted one. */
export type Draft = Partial<Record<Exclude<keyof PostedEvent, 'type'>, unknown>>;

/** What happened, without who did it and when. */
export type Act = Draft & { readonly type: string };

/** A number, also one written as a text; undefined where nothing is said. */
export function numberOf(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : value;
}

/** The object without what is not said; undefined if that leaves nothing. */
export function said(fields: Row): Row | undefined {
  let kept: Record<string, unknown> | undefined;
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && value !== '') (kept ??= {})[name] = value;
  }
  return kept;
}
