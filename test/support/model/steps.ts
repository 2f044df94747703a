import { FreshetError } from '@freshet/runtime';

/** One worker process of the model, as far as its steps depend on it. */
export interface Process {
  readonly name: string;
  /** false: killed, nothing of it runs on. */
  alive: boolean;
  /** SIGSTOP: it stands still, what it has sent stays on its way. */
  stopped: boolean;
}

/** Something a process waits for; it goes on when the schedule says so. */
export interface Step {
  readonly process: Process;
  readonly label: string;
  /** What it asks of an engine; a turn asks nothing and cannot fail. */
  readonly request?: Request;
  ready(): boolean;
  goOn(answer: unknown): void;
  fail(error: Error): void;
}

export interface Request {
  /** Whether it can still take effect when nobody waits for its answer any more. */
  readonly changes: boolean;
  readonly engine: 'LOG_UNREACHABLE' | 'STORE_UNREACHABLE';
  take(): unknown;
}

/**
 * Everything that processes wait for, oldest first. A process runs without interruption from one step
 * to the next, since the runner awaits nothing but its ports.
 */
export class Steps {
  #waiting: Step[] = [];
  /** Changes whose sender is dead or has given up on them; they may still arrive. */
  #adrift: Step[] = [];

  get ready(): readonly Step[] {
    return this.#waiting.filter((step) => !step.process.stopped && step.ready());
  }

  get requests(): readonly Step[] {
    return this.ready.filter(({ request }) => request !== undefined);
  }

  get adrift(): readonly Step[] {
    return this.#adrift;
  }

  request<T>(process: Process, label: string, request: Request & { take(): T }): Promise<T> {
    return this.#wait(process, label, () => true, request) as Promise<T>;
  }

  /** Waits until it is this process's turn; `ready` says from when on it can be. */
  async turn(process: Process, label: string, ready = () => true): Promise<void> {
    await this.#wait(process, label, ready);
  }

  /** Done, and answered. */
  perform(step: Step): void {
    this.#remove(step);
    step.goOn(step.request?.take());
  }

  /** Never arrived. */
  refuse(step: Step): void {
    this.#remove(step);
    step.fail(unreachable(step));
  }

  /** Done, but the answer is lost. */
  loseAnswer(step: Step): void {
    step.request?.take();
    this.refuse(step);
  }

  /** Given up by its sender, yet still on its way. */
  delay(step: Step): void {
    this.refuse(step);
    if (step.request?.changes === true) this.#adrift.push(step);
  }

  /** A change nobody waits for takes effect. */
  land(step: Step): void {
    this.#adrift = this.#adrift.filter((other) => other !== step);
    step.request!.take();
  }

  /** The process is dead: what it had sent is adrift, the rest is gone. */
  kill(process: Process): void {
    process.alive = false;
    const own = this.#waiting.filter((step) => step.process === process);
    this.#waiting = this.#waiting.filter((step) => step.process !== process);
    this.#adrift.push(...own.filter(({ request }) => request?.changes === true));
  }

  #wait(
    process: Process,
    label: string,
    ready: () => boolean,
    request?: Request,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      // What a dead process still does is done by nobody: its promises stay open for ever.
      if (!process.alive) return;
      const step = { process, label, ready, goOn: resolve, fail: reject };
      this.#waiting.push(request === undefined ? step : { ...step, request });
    });
  }

  #remove(step: Step): void {
    this.#waiting = this.#waiting.filter((other) => other !== step);
  }
}

function unreachable({ request, label }: Step): FreshetError {
  return new FreshetError(request!.engine, `injected: ${label}`);
}
