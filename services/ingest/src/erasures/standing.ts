import { eventOutline, inNamespace, topics } from '@freshet/events';
import { GROUPS } from '@freshet/store';
import { type LogAdmin, type Namespaces, recordAgeMax } from '@freshet/stream';
import type { Ingest } from '../ingest.ts';

export interface ErasureSources {
  readonly admin: Pick<LogAdmin, 'committed' | 'retention'>;
  readonly namespaces: Pick<Namespaces, 'plan'>;
}

/** What `GET /v1/erasures/{id}` answers. */
export interface ErasureStanding {
  readonly id: string;
  /** Epoch ms; what was received up to then is handed to nobody any more. */
  readonly at: number;
  /** `pending`: in the journal, until the log is back · `sent`: on its way to who keeps state. */
  readonly status: 'pending' | 'sent';
  /** Which state is deleted; null: another process took the erasure, or this one before it was restarted. */
  readonly state: Readonly<Record<'profile' | 'attribution', boolean | null>>;
  /** Epoch ms until which bytes of records stay on disk at most, by topic; null: for ever. */
  readonly recordsUntil: Readonly<Record<string, number | null>>;
}

const records = [
  topics.behaviourEvents,
  topics.recommendationAnswers,
  topics.deadLetters,
  topics.behaviourQuarantine,
];

/** undefined for an id that nobody was given. */
export async function erasureStanding(
  id: string,
  { erasures, publishing, sent, admin, namespaces }: Ingest & ErasureSources,
): Promise<ErasureStanding | undefined> {
  const pending = await publishing.find(id);
  const at = erasures.find(id)?.at ?? receivedAtOf(pending?.value ?? null);
  if (at === undefined) return undefined;
  const place = sent.find(id);
  const { live } = namespaces.plan;

  async function isPast(group: string): Promise<boolean | null> {
    if (pending !== undefined) return false;
    if (place === undefined) return null;
    const committed = await admin.committed(inNamespace(group, live), place.topic);
    const next = committed.find(({ partition }) => partition === place.partition)?.offset ?? -1;
    return next > place.offset;
  }
  const ends = records.map(async ({ name }) => {
    const { ms } = await admin.retention(name);
    return [name, ms < 0 ? null : at + recordAgeMax(ms)] as const;
  });
  return {
    id,
    at,
    status: pending === undefined ? 'sent' : 'pending',
    state: {
      profile: await isPast(GROUPS.profiles),
      attribution: await isPast(GROUPS.attribution),
    },
    recordsUntil: Object.fromEntries(await Promise.all(ends)),
  };
}

/** Of what waits in the journal: the register's note may wait there as well. */
function receivedAtOf(value: Uint8Array | null): number | undefined {
  return value === null ? undefined : eventOutline(value)?.receivedAt;
}
