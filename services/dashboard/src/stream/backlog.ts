/** Messages kept for those who were away for a moment: half a minute of them. */
const MESSAGES_MAX = 60;

/** The newest messages of one site's stream, numbered without a gap. */
export class Backlog {
  /** Ids of another process, or of a site that was let go, are of no use here. */
  readonly #run: string;
  #messages: string[] = [];
  #next = 1;

  constructor(run: string) {
    this.#run = run;
  }

  /** Of the newest message. */
  get lastId(): string {
    return this.#idOf(this.#next - 1);
  }

  /** `encode` is given the id that the message gets. */
  push(encode: (id: string) => string): string {
    const message = encode(this.#idOf(this.#next++));
    this.#messages = [...this.#messages, message].slice(-MESSAGES_MAX);
    return message;
  }

  /** What came after the message with this id; undefined: not known any more. */
  since(id: string): readonly string[] | undefined {
    const [run, number] = id.split('-');
    const missed = this.#next - 1 - Number(number);
    if (run !== this.#run || !(missed >= 0 && missed <= this.#messages.length)) return undefined;
    return missed === 0 ? [] : this.#messages.slice(-missed);
  }

  #idOf(number: number): string {
    return `${this.#run}-${number}`;
  }
}
