import { SingleBar } from 'cli-progress';

/** Ms between two lines where standard error is no terminal. */
const LINE_INTERVAL_MS = 5000;
const BAR_INTERVAL_MS = 200;

/** How far a command is, in whatever unit it counts. */
export interface Work {
  readonly total: number;
  done(): number;
  /** What else there is to say about it. */
  note(): string;
}

export interface Progress {
  stop(): void;
}

/** Shows the work on standard error until stopped: a bar on a terminal, else a line now and then. */
export function showProgress(work: Work, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? showBar(work, stream) : showLines(work, stream);
}

function showBar({ total, done, note }: Work, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage}% · {note} · {eta_formatted} left',
    stream,
    hideCursor: true,
  });
  const update = () => bar.update(done(), { note: note() });
  bar.start(total, 0, { note: note() });
  const timer = setInterval(update, BAR_INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      update();
      bar.stop();
    },
  };
}

function showLines({ total, done, note }: Work, stream: NodeJS.WriteStream): Progress {
  const timer = setInterval(() => {
    stream.write(`${Math.floor((100 * done()) / total)}% · ${note()}\n`);
  }, LINE_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}
