import { createLogger, type Logger } from '@freshet/runtime';
import { expect } from 'vitest';
import { eventually } from './eventually.ts';

/** A logger as services have it, of which every line is kept. */
export interface RecordedLog {
  readonly logger: Logger;
  /** All that was written. */
  text(): string;
  /** Waits for a line with this message. */
  said(message: string): Promise<void>;
}

export function recordLog(): RecordedLog {
  const lines: string[] = [];
  const text = () => lines.join('');
  return {
    logger: createLogger('test', 'debug', { write: (line: string) => void lines.push(line) }),
    text,
    said: (message) =>
      eventually(`the log says "${message}"`, () => expect(text()).toContain(`"msg":"${message}"`)),
  };
}
