import type { Arrival } from '../../shapes/quality.ts';
import { timeText } from '../format/times.ts';
import type { Message } from '../inspector/answers.ts';

/** What became of an event, for who asks by its id. */
export interface Verdict {
  readonly tone: 'good' | 'warn' | 'bad' | '';
  readonly word: string;
  readonly why: string;
}

type Status = Pick<Message, 'status'>;

/** @param message what ingest says of it, where it runs here and remembers it. */
export function verdictOf(arrival: Arrival, message: Status | null): Verdict {
  const { arrived, letters, refused } = arrival;
  const [letter] = letters;
  if (letter !== undefined) {
    const why = `${letter.group} could not process it: ${letter.code}.`;
    return { tone: 'bad', word: 'dead letter', why };
  }
  if (arrived !== null || message !== null) return accepted(arrived?.times ?? 1, message);
  if (refused !== null) {
    const { code, pointer } = refused;
    const where = pointer === '' ? '' : ` at ${pointer}`;
    return { tone: 'bad', word: 'refused', why: `By ingest, with ${code}${where} of the request.` };
  }
  const since = timeText(arrival.arrivalsSince);
  return {
    tone: '',
    word: 'unknown',
    why: `Nothing of this id came since ${since}. It was never sent, was held up on its way, or came before.`,
  };
}

function accepted(times: number, message: Status | null): Verdict {
  const where = places[message?.status ?? ''] ?? 'It is in the log.';
  if (message?.status === 'pending') return { tone: 'warn', word: 'accepted', why: where };
  if (times === 1) return { tone: 'good', word: 'accepted', why: where };
  return {
    tone: 'warn',
    word: 'duplicate',
    why: `It came ${times} times, and counts once. ${where}`,
  };
}

const places: Readonly<Record<string, string>> = {
  pending: 'It is in the journal of ingest, and not yet in the log.',
  'signed-off': 'It is in the log and in its profile.',
};
