import { SingleBar } from 'cli-progress';

/** Ms between two lines where standard error is no terminal. */
const LINE_INTERVAL_MS = 5000;
const BAR_INTERVAL_MS = 200;

/** What a running replay shows. */
export interface ReplayCounts {
  /** Rows read so far, counted from the start of the file. */
  readonly rows: number;
  readonly accepted: number;
  readonly bytesRead: number;
  readonly bytes: number;
}

export interface Progress {
  stop(): void;
}

/** Shows the counts on standard error until stopped: a bar on a terminal, else a line now and then. */
export function showProgress(
  counts: () => ReplayCounts,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY ? showBar(counts, stream) : showLines(counts, stream);
}

function showBar(counts: () => ReplayCounts, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage}% · {accepted} accepted · {rate}/s · {eta_formatted} left',
    stream,
    hideCursor: true,
  });
  const meter = createMeter(counts);
  bar.start(counts().bytes, 0, meter());
  const timer = setInterval(() => bar.update(counts().bytesRead, meter()), BAR_INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      bar.update(counts().bytesRead, meter());
      bar.stop();
    },
  };
}

function showLines(counts: () => ReplayCounts, stream: NodeJS.WriteStream): Progress {
  const meter = createMeter(counts);
  const timer = setInterval(() => {
    const { rows, bytes, bytesRead } = counts();
    const percent = Math.floor((100 * bytesRead) / bytes);
    const { accepted, rate } = meter();
    stream.write(`${percent}% · row ${rows} · ${accepted} accepted · ${rate}/s\n`);
  }, LINE_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}

/** Accepted events, and how many a second since the start. */
function createMeter(counts: () => ReplayCounts): () => { accepted: number; rate: number } {
  const start = performance.now();
  return () => {
    const { accepted } = counts();
    return { accepted, rate: Math.round((1000 * accepted) / (performance.now() - start + 1)) };
  };
}
