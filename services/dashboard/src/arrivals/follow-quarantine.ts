import { deadLetterCodec, parseItemKey, topics } from '@freshet/events';
import type { Log, LogRecord } from '@freshet/stream';
import { Refusals } from './refusals.ts';

/** How far back it is looked at what was set aside, in ms: as long as pages ask about. */
const KNOWN_MS = 7 * 86_400_000;

/** Counts what lies in `behaviour.quarantine` by site, minute and reason; what was released or purged too. */
export async function followQuarantine(
  log: Log,
  now: number,
  onFatal: (error: Error) => void,
): Promise<{ readonly flagged: Refusals; close(): Promise<void> }> {
  const flagged = new Refusals();
  await log.admin.ensureTopics([topics.behaviourQuarantine]);

  function record({ key, value }: LogRecord): void {
    const letter = value === null ? undefined : letterIn(value);
    if (key === null || letter === undefined) return;
    const { site } = parseItemKey(Buffer.from(key).toString());
    const { at, code } = letter;
    flagged.take({ at, counts: [{ site, code, count: 1 }], examples: [] });
  }

  const following = { topic: topics.behaviourQuarantine.name, since: now - KNOWN_MS };
  const follower = await log.follow({ ...following, record, onFatal });
  return { flagged, close: () => follower.close() };
}

/** What is no letter hides no other. */
function letterIn(value: Uint8Array): { readonly at: number; readonly code: string } | undefined {
  try {
    return deadLetterCodec.decode(value);
  } catch {
    return undefined;
  }
}
