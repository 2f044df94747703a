import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** A session of the back office that was logged out of before its time. */
export interface EndedSession {
  readonly id: string;
  /** When it began, epoch ms. */
  readonly since: number;
}

export const endedSessionCodec = createCodec<EndedSession>('ended-session', [
  version(90, 'ended-session.1'),
]);
