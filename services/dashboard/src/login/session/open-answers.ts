import type { FastifyReply } from 'fastify';
import { endOf, type Session } from './session.ts';

/** How often answers that go on are looked at, in ms. */
const LOOK_EVERY_MS = 10_000;

interface OpenAnswer {
  readonly session: Session;
  readonly reply: FastifyReply;
}

/** Answers under way, so that a live stream does not outlast the session it was asked for in. */
export class OpenAnswers {
  readonly #open = new Set<OpenAnswer>();
  readonly #timer: NodeJS.Timeout;

  constructor(clock: () => number) {
    this.#timer = setInterval(
      () => this.#close(({ session }) => endOf(session) <= clock()),
      LOOK_EVERY_MS,
    );
    this.#timer.unref();
  }

  add(session: Session, reply: FastifyReply): void {
    const answer = { session, reply };
    this.#open.add(answer);
    reply.raw.once('close', () => this.#open.delete(answer));
  }

  /** Breaks off what was asked for in this session. */
  closeAllOf(id: string): void {
    this.#close(({ session }) => session.id === id);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #close(isOver: (answer: OpenAnswer) => boolean): void {
    for (const answer of this.#open) if (isOver(answer)) answer.reply.raw.destroy();
  }
}
