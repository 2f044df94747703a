import type { JsonObject } from '@freshet/runtime';
import { isShallow, jsonText } from './json-text.ts';
import { JSON_DEPTH_MAX } from './limits.ts';
import { isFault } from './rejection.ts';

/** Bytes of JSON for the names of what was left out, brackets included. */
const NAMES_BYTES_MAX = 400;
/** Around these: braces, and `"leftOut":`. */
const BYTES_AROUND = 16;
/** Of what is nested too deeply to be kept. */
const NEVER = Number.MAX_SAFE_INTEGER;

interface Part {
  readonly value: unknown;
  /** As JSON. */
  readonly bytes: number;
}

/**
 * What there is room for of an object that is too large, or nested too deeply: its smallest fields whole, and of
 * lists among the others the elements that fit, from the first. `leftOut` names the fields that are not whole, as
 * many as fit into 400 bytes.
 */
export function fittedObject(object: object, bytesMax: number): object {
  const kept = new Map<string, unknown>();
  const leftOut: string[] = [];
  let room = bytesMax - NAMES_BYTES_MAX - BYTES_AROUND;
  for (const { name, value, bytes } of smallestFirst(object)) {
    // A colon and a comma.
    const around = bytesOf(name) + 2;
    const part = bytes + around <= room ? { value, bytes } : partOf(value, room - around);
    if (part?.bytes !== bytes) leftOut.push(name);
    if (part === undefined) continue;
    kept.set(name, part.value);
    room -= part.bytes + around;
  }
  kept.set('leftOut', partOf(leftOut, NAMES_BYTES_MAX)?.value);
  return Object.fromEntries(kept);
}

/** The object itself where it has no more than that, nor is nested too deeply. */
export function fitting(object: JsonObject, bytesMax: number): JsonObject {
  const isTooMuch = isFault(jsonText(object, '', bytesMax));
  return isTooMuch ? { ...fittedObject(object, bytesMax) } : object;
}

function smallestFirst(object: object) {
  return Object.entries(object as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, value, bytes: bytesOf(value, JSON_DEPTH_MAX - 1) }))
    .toSorted((a, b) => a.bytes - b.bytes);
}

/** Of a list what fits; of anything else nothing. */
function partOf(value: unknown, bytesMax: number): Part | undefined {
  if (!Array.isArray(value) || bytesMax < 2) return undefined;
  let bytes = 2;
  const kept = value.filter((element: unknown) => {
    const more = bytesOf(element, JSON_DEPTH_MAX - 2) + 1;
    if (bytes + more > bytesMax) return false;
    bytes += more;
    return true;
  });
  return { value: kept, bytes };
}

function bytesOf(value: unknown, levels = 1): number {
  return isShallow(value, levels) ? Buffer.byteLength(JSON.stringify(value)) : NEVER;
}
