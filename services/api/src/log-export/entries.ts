import {
  behaviourEventCodec,
  decodeAnswers,
  deadLetterCodec,
  profileKey,
  refusedRow,
  topics,
  unlessUnreadable,
} from '@freshet/events';
import type { Erasures, LogRecord } from '@freshet/stream';

/** A line of an export. */
export type Entry = Readonly<Record<string, unknown>>;

/** What a record says of the profiles of these keys, each as a line. */
export type EntriesOf = (record: LogRecord, keys: ReadonlySet<string>) => readonly Entry[];

/** An event as it was accepted; one that was copied from another topic as it was there. */
export const eventEntries: EntriesOf = ({ key, value, timestamp }, keys) => {
  if (!isOf(key, keys) || value === null) return [];
  const topic = topics.behaviourEvents.name;
  return [{ topic, appendedAt: timestamp, ...contentOf(value) }];
};

/**
 * What was set aside or could not be processed, with the reason. A refused row is of whom it would have counted
 * for, or of all whom it names where that is nobody: it may name others, who are not to be given away. It is
 * erased with each of them all the same.
 */
export const letterEntries =
  (topic: string): EntriesOf =>
  ({ value, timestamp }, keys) => {
    const letter = value && unlessUnreadable(() => deadLetterCodec.decode(value));
    if (!letter) return [];
    const { key, code, value: raw } = letter;
    const refused = refusedRow(letter);
    const isTheirs = key === null ? isOfAll(refused?.owners ?? [], keys) : isOf(key, keys);
    if (!isTheirs) return [];
    const content = refused ? { refused: refused.row.toString() } : raw && contentOf(raw);
    return [{ topic, appendedAt: timestamp, code, ...content }];
  };

/** Each answer that the person was given; they lie many to a record, so who is erased is left out here. */
export const answerEntries =
  ({ isErased }: Pick<Erasures, 'isErased'>): EntriesOf =>
  ({ value }, keys) => {
    const answers = (value && unlessUnreadable(() => decodeAnswers(value))) ?? [];
    const topic = topics.recommendationAnswers.name;
    return answers
      .filter((answer) => keys.has(profileKey(answer)))
      .filter((answer) => !isErased(Buffer.from(profileKey(answer)), answer.at))
      .map((answer) => ({ topic, answer }));
  };

/** Texts as they were sent; what is no event as base64. */
function contentOf(value: Uint8Array): Entry {
  const event = unlessUnreadable(() => behaviourEventCodec.decode(value));
  if (event === undefined) return { base64: Buffer.from(value).toString('base64') };
  const { context, properties } = event;
  return { event: { ...event, context: parsed(context), properties: parsed(properties) } };
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

const isOfAll = (owners: readonly string[], keys: ReadonlySet<string>): boolean =>
  owners.length > 0 && owners.every((owner) => keys.has(owner));

const isOf = (key: Uint8Array | null, keys: ReadonlySet<string>): boolean =>
  key !== null && keys.has(Buffer.from(key).toString());
