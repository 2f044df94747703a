import { JSON_BYTES_MAX } from '@freshet/events';
import { JSON_DEPTH_MAX } from './limits.ts';
import { type Fault, fault } from './rejection.ts';

/** A free-form object as the JSON text that is stored; absent stays null. */
export function jsonText(
  value: object | null | undefined,
  pointer: string,
  bytesMax = JSON_BYTES_MAX,
): string | null | Fault {
  if (value == null) return null;
  // Before stringify, which recurses and would overflow the stack on hostile nesting.
  if (!isShallow(value, JSON_DEPTH_MAX)) {
    return fault('OBJECT_TOO_DEEP', pointer, `is nested more than ${JSON_DEPTH_MAX} levels deep`);
  }
  const text = JSON.stringify(value);
  if (text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax) {
    const bytes = Buffer.byteLength(text);
    return fault(
      'OBJECT_TOO_LARGE',
      pointer,
      `is ${bytes} bytes of JSON, at most ${bytesMax} are kept`,
    );
  }
  return text;
}

export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  // Of what was parsed nothing is inherited.
  for (const name in value) {
    if (!isShallow((value as Record<string, unknown>)[name], levels - 1)) return false;
  }
  return true;
}
