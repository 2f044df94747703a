import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { freePorts } from '../../support/free-port.ts';
import { type RunningProcess, startProcess, stripTypes } from '../../support/processes.ts';
import type { Trace } from '../trace.ts';

const RESTART_MS = 500;
const READY_MS = 120_000;

export interface SupervisedOptions {
  /** What follows `node` and `stripTypes`. */
  readonly command: readonly string[];
  /** Among all services of the run. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly trace: Trace;
}

/** A service that is started again whenever it ends, as any operator would have it. */
export class SupervisedService {
  readonly name: string;
  readonly url: string;
  readonly #o: SupervisedOptions;
  readonly #port: number;
  #running: RunningProcess;
  #lives = 1;
  #stopping = false;
  /** Whoever has something to do while it is down. */
  #held: Promise<unknown> = Promise.resolve();
  readonly #supervision: Promise<void>;

  private constructor(options: SupervisedOptions, port: number) {
    this.name = options.name;
    this.#o = options;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#running = this.#start();
    this.#supervision = this.#supervise();
  }

  static async start(options: SupervisedOptions): Promise<SupervisedService> {
    const [port] = await freePorts(1);
    return new SupervisedService(options, port!);
  }

  signal(signal: NodeJS.Signals): void {
    this.#o.trace.note(`${this.name} (process ${this.#running.pid}): ${signal}`);
    void this.#running.kill(signal);
  }

  /** Tells it to end, and answers with its exit code; it is started again. */
  async end(): Promise<number | null> {
    const { exited } = this.#running;
    this.signal('SIGTERM');
    return exited;
  }

  /** How often it has been started, and what it has written since the last time. */
  get life(): { readonly number: number; readonly output: string } {
    return { number: this.#lives, output: this.#running.output() };
  }

  /** Killed, and started again only when `work` is done. */
  async whileDown(work: () => Promise<void>): Promise<void> {
    this.signal('SIGKILL');
    const held = this.#running.exited.then(work);
    this.#held = held.catch(() => {});
    await held;
  }

  async ready(): Promise<void> {
    await eventually(
      `${this.name} is ready`,
      async () => {
        const answer = await fetch(`${this.url}/health/ready`, {
          signal: AbortSignal.timeout(5_000),
        });
        if (!answer.ok) throw new Error(await answer.text());
      },
      { timeoutMs: READY_MS },
    );
  }

  /** Ends it for good; in order, or at once. */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    this.#stopping = true;
    void this.#running.kill(signal);
    const code = await this.#running.exited;
    await this.#supervision;
    return code;
  }

  #start(): RunningProcess {
    const { command, env } = this.#o;
    const address = { HOST: '127.0.0.1', PORT: String(this.#port) };
    return startProcess({
      command: [process.execPath, ...stripTypes, ...command],
      env: { ...address, LOG_LEVEL: 'info', ...env },
    });
  }

  async #supervise(): Promise<void> {
    for (;;) {
      const code = await this.#running.exited;
      const { trace } = this.#o;
      trace.note(`${this.name} (process ${this.#running.pid}) ended with ${code}`);
      await trace.keep(`${this.name}.${this.#lives}.log`, this.#running.output());
      if (this.#stopping) return;
      await delay(RESTART_MS);
      await this.#held;
      if (this.#stopping) return;
      this.#lives++;
      this.#running = this.#start();
    }
  }
}
