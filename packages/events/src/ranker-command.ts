import { codecHeader, createCodec } from './codec.ts';
import { version } from './schema-version.ts';
import type { RankerCommand } from './types.ts';

const newest = version(17, 'ranker-command.1');

export const rankerCommandCodec = createCodec<RankerCommand>('ranker-command', [newest]);

const HEADER = codecHeader(newest);

/**
 * The command that a record of `ranker.samples` is; undefined for samples.
 * @throws Undecodable
 */
export function rankerCommand(value: Uint8Array): RankerCommand | undefined {
  if (!HEADER.equals(value.subarray(0, HEADER.length))) return undefined;
  return rankerCommandCodec.decode(value);
}
