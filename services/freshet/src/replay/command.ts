import { openClickFile } from '../clicks/click-file.ts';
import { showProgress } from '../progress.ts';
import { reported, type Running } from '../reported.ts';
import { type ReplayArguments, parseReplayArguments, usage } from './arguments.ts';
import { type Checkpoint, createCheckpoint } from '../intake/checkpoint.ts';
import { createIntakeClient } from '../intake/client.ts';
import { reach } from '../intake/reach.ts';
import { instanceConfig } from '../admin/config.ts';
import { replayConfig } from './config.ts';
import { replay } from './replay.ts';
import { createTally, type Tally } from './tally.ts';

/** `freshet replay FILE`. */
export async function replayCommand(args: string[]): Promise<void> {
  const options = parseReplayArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = createTally();
  await reported((running) => run(options, tally, running), {
    farewell: 'Interrupted; the same command goes on where this one stopped.\n',
    report: (seconds) => summary(tally, seconds),
  });
  if (tally.rejected > 0) process.exitCode ??= 1;
}

async function run(
  options: ReplayArguments,
  tally: Tally,
  { signal, begin }: Running,
): Promise<void> {
  const { DATA_DIR } = replayConfig(process.env);
  const file = await openClickFile(options.file, options.columns);
  await reach(options.url, signal);
  begin();
  const checkpoint = createCheckpoint(DATA_DIR, file.source, options.url);
  const from = options.from ?? (await resume(checkpoint));
  const client = createIntakeClient({
    url: options.url,
    key: instanceConfig(process.env).FRESHET_KEY,
  });
  const note = createNote(tally);
  const progress = showProgress({ total: file.bytes, done: () => file.bytesRead, note });
  try {
    await replay({ ...options, from }, { file, client, checkpoint, tally, signal });
  } finally {
    progress.stop();
  }
}

async function resume(checkpoint: Checkpoint): Promise<number> {
  const row = (await checkpoint.load()) ?? 0;
  if (row > 0) process.stderr.write(`Going on at row ${row}, where the last replay stopped.\n`);
  return row;
}

/** Accepted events, and how many a second since now. */
function createNote(tally: Tally): () => string {
  const start = performance.now();
  return () => {
    const { rows, accepted } = tally;
    const rate = Math.round((1000 * accepted) / (performance.now() - start + 1));
    return `row ${rows} · ${accepted} accepted · ${rate}/s`;
  };
}

function summary({ rows, accepted, rejected, samples }: Tally, seconds: number): string {
  const shown = samples.map((sample) => `  ${sample}\n`).join('');
  const more = rejected > samples.length ? `  … and ${rejected - samples.length} more\n` : '';
  const rate = Math.round(accepted / seconds);
  return (
    `${rows} rows, ${accepted} accepted, ${rejected} rejected, ` +
    `${seconds.toFixed(1)} s, ${rate} events/s\n${shown}${more}`
  );
}
