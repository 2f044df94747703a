import { Undecodable, UnknownSchema } from './codec.ts';

/** Whether the error is a decoder's, about a value: of a newer writer, or of none that we know. */
export function isUnreadable(error: unknown): error is Undecodable | UnknownSchema {
  return error instanceof Undecodable || error instanceof UnknownSchema;
}

/** What `read` decodes; undefined where the value cannot be read. */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
