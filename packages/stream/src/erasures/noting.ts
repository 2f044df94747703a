import {
  type BehaviourEvent,
  behaviourEventCodec,
  erasureCodec,
  eventOutline,
  profileKey,
  tiedErasures,
  topics,
  unlessUnreadable,
} from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Batch, LogRecord, Pause, Publisher } from '../log.ts';
import type { Erasures } from './erasures.ts';

const RETRY_MS = 1_000;
/** What every erasure has in it: few other events do, and to look for it costs next to nothing. */
const ERASE = 'erase';

export interface NotingOptions {
  readonly publisher: Pick<Publisher, 'publish'>;
  readonly erasures: Pick<Erasures, 'isErased' | 'erasureOf' | 'watch'>;
  readonly logger: Logger;
}

/**
 * Sees to it that the register knows of every erasure in the batch before it is gone on with: of those that
 * somebody asked for, whose note may come a moment later than they do, and of who is erased with somebody they
 * were tied to. Who is tied to whom only profiles know, and they tell each other through the log: whoever comes
 * by there first notes it, and twice does no harm. So no later record of theirs is handed out. Resolves with a
 * pause where that could not be done yet, after which the batch is looked at again.
 */
export async function noteErasures(
  { records }: Pick<Batch, 'records'>,
  { publisher, erasures, logger }: NotingOptions,
): Promise<Pause | undefined> {
  const isNoted = (event: BehaviourEvent) =>
    erasures.isErased(Buffer.from(profileKey(event)), event.receivedAt);
  const open = records.flatMap(erasuresIn).filter((event) => !isNoted(event));
  if (open.length === 0) return undefined;
  try {
    await publisher.publish(
      topics.erasures.name,
      open.map((event) => {
        const about = { id: event.id, at: event.receivedAt };
        return { value: erasureCodec.encode(erasures.erasureOf(profileKey(event), about)) };
      }),
    );
  } catch (err) {
    logger.warn({ err }, 'erasures could not be noted; trying again');
    return { pauseMs: RETRY_MS };
  }
  await new Promise<void>((resolve) => {
    const unwatch = erasures.watch(look);
    look();
    function look(): void {
      if (!open.every(isNoted)) return;
      unwatch();
      resolve();
    }
  });
  return undefined;
}

/** What cannot be read stops who has to read it, or is buried by them. */
function erasuresIn({ value }: LogRecord): readonly BehaviourEvent[] {
  if (value === null) return [];
  const erasures = unlessUnreadable(() => {
    const tied = tiedErasures(value);
    if (tied.length > 0 || !mayErase(value)) return tied;
    return eventOutline(value)?.type === ERASE ? [behaviourEventCodec.decode(value)] : [];
  });
  return erasures ?? [];
}

const mayErase = ({ buffer, byteOffset, byteLength }: Uint8Array): boolean =>
  Buffer.from(buffer, byteOffset, byteLength).includes(ERASE);
