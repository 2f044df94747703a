import type { ServerResponse } from 'node:http';

/** Bytes a client may be behind; one that is slower is cut off, and comes back by itself. */
const BEHIND_BYTES_MAX = 1024 * 1024;
/** How soon a browser comes back, in ms. */
const RETRY_MS = 1_000;

/** One message of Server-Sent Events; `id` comes back as `Last-Event-ID`. */
export function encodeMessage(event: string, id: string, data: unknown): string {
  // JSON has no line ends of its own, which would end the data.
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** One client's connection. */
export class EventStream {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Nginx holds an answer back until it is whole, unless it is told.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
  }

  /** false: the client is too slow, and is cut off. */
  send(message: string): boolean {
    if (this.#response.writableLength > BEHIND_BYTES_MAX) {
      this.#response.destroy();
      return false;
    }
    this.#response.write(message);
    return true;
  }

  /** Keeps proxies from giving the connection up, and finds out that a client is gone. */
  beat(): void {
    this.#response.write(': \n\n');
  }

  end(): void {
    this.#response.end();
  }
}
