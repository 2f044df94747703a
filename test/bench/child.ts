import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { stripTypes } from '../support/processes.ts';

/** What a child process of a bench can be asked for. */
export type Calls = Record<string, (argument: never) => Promise<unknown>>;

export interface Child<C extends Calls> {
  readonly pid: number;
  /** Asks the child and waits for its answer; one question at a time. */
  ask<K extends keyof C & string>(
    name: K,
    argument: Parameters<C[K]>[0],
  ): Promise<Awaited<ReturnType<C[K]>>>;
  stop(): Promise<void>;
}

interface Question {
  readonly name: string;
  readonly argument: unknown;
}

type Answer = { readonly result: unknown } | { readonly error: string };

/**
 * Starts `servers/<name>.ts` as a process of its own, so that what it does costs this process and the
 * service under measurement nothing. It ends with this process, however that ends.
 */
export async function startChild<C extends Calls>(
  name: string,
  { nodeArguments = [] }: { readonly nodeArguments?: readonly string[] } = {},
): Promise<Child<C>> {
  const file = new URL(`./servers/${name}.ts`, import.meta.url);
  const child = fork(file, {
    execArgv: [...nodeArguments, ...stripTypes],
    serialization: 'advanced',
  });
  await nextMessage(child, name);
  return {
    pid: child.pid!,
    async ask(call, argument) {
      child.send({ name: call, argument } satisfies Question);
      const answer = (await nextMessage(child, name)) as Answer;
      if ('error' in answer) throw new Error(`${name} could not ${call}: ${answer.error}`);
      return answer.result as never;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

async function nextMessage(child: ChildProcess, name: string): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]: unknown[]) => message),
      once(child, 'exit', { signal }).then(([code]: unknown[]) => {
        throw new Error(`${name} ended with ${String(code)} before it answered`);
      }),
    ]);
  } finally {
    settled.abort();
  }
}

/** The child's side: answers until the parent lets go, then runs `end` and exits. */
export function answerParent(calls: Calls, end: () => Promise<void> = async () => {}): void {
  process.on('message', ({ name, argument }: Question) => {
    void Promise.resolve()
      .then(() => calls[name]!(argument as never))
      .then(
        (result): Answer => ({ result }),
        (error: unknown): Answer => ({ error: String(error) }),
      )
      .then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => void end().finally(() => process.exit()));
  process.send?.('ready');
}
