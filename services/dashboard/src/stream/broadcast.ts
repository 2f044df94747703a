import { randomUUID } from 'node:crypto';
import { Counter, Gauge, type Registry } from '@freshet/runtime';
import type { LiveDelta, LiveSnapshot } from '../shapes/live.ts';
import { Backlog } from './backlog.ts';
import { encodeMessage, type EventStream } from './event-stream.ts';

/** Least time between two deltas, in ms: what a visitor did is to be seen within a second. */
const DELTA_MS = 500;
/** Without news a delta comes after so long all the same, in ms: windows move on. */
const QUIET_MS = 5_000;
const HEARTBEAT_MS = 15_000;
/** Open streams of all sites, and sites whose newest messages are kept. */
export const STREAMS_MAX = 100;

export interface Source {
  snapshot(site: string): LiveSnapshot;
  /** undefined: nothing has come since the last one. `force`: then too. */
  takeDelta(site: string, force: boolean): LiveDelta | undefined;
}

interface Channel {
  readonly streams: Set<EventStream>;
  readonly backlog: Backlog;
  lastAt: number;
}

/** Tells every client of a site the same: each delta is made and encoded once. */
export class Broadcast {
  readonly #source: Source;
  readonly #dropped: Counter;
  readonly #channels = new Map<string, Channel>();
  readonly #timers: readonly NodeJS.Timeout[];
  #isClosed = false;

  constructor(source: Source, registry: Registry) {
    this.#source = source;
    const opened: Gauge = new Gauge({
      name: 'freshet_dashboard_streams',
      help: 'Live streams that are open now.',
      registers: [registry],
      collect: (): void => opened.set(this.size),
    });
    this.#dropped = new Counter({
      name: 'freshet_dashboard_streams_dropped_total',
      help: 'Live streams cut off because their client was too slow.',
      registers: [registry],
    });
    this.#timers = [
      setInterval(() => this.#tick(), DELTA_MS / 10),
      setInterval(
        () => this.#each(({ streams }) => streams.forEach((s) => s.beat())),
        HEARTBEAT_MS,
      ),
    ];
  }

  /** Open streams. */
  get size(): number {
    let size = 0;
    this.#each(({ streams }) => (size += streams.size));
    return size;
  }

  /** Whether a stream may be added: a server that closes waits for those there are. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** As of now; what was not yet told to others is told to them first. */
  snapshot(site: string): LiveSnapshot {
    this.#tell(site, this.#channel(site), false);
    return this.#source.snapshot(site);
  }

  /** Begins with what was missed since `lastId`, as far as that is known, else with all there is. */
  add(site: string, stream: EventStream, lastId: string | undefined): void {
    const channel = this.#channel(site);
    this.#tell(site, channel, false);
    const missed = lastId === undefined ? undefined : channel.backlog.since(lastId);
    if (missed !== undefined) for (const message of missed) stream.send(message);
    else {
      stream.send(encodeMessage('snapshot', channel.backlog.lastId, this.#source.snapshot(site)));
    }
    channel.streams.add(stream);
  }

  remove(site: string, stream: EventStream): void {
    this.#channels.get(site)?.streams.delete(stream);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#each(({ streams }) => streams.forEach((stream) => stream.end()));
  }

  #tick(): void {
    const now = performance.now();
    for (const [site, channel] of this.#channels) {
      const sinceMs = now - channel.lastAt;
      // Nobody looks: what comes meanwhile is in the next delta or snapshot.
      if (channel.streams.size === 0 || sinceMs < DELTA_MS) continue;
      this.#tell(site, channel, sinceMs >= QUIET_MS);
    }
  }

  #tell(site: string, channel: Channel, force: boolean): void {
    const delta = this.#source.takeDelta(site, force);
    if (delta === undefined) return;
    channel.lastAt = performance.now();
    const message = channel.backlog.push((id) => encodeMessage('delta', id, delta));
    for (const stream of channel.streams) this.#send(channel, stream, message);
  }

  #send({ streams }: Channel, stream: EventStream, message: string): void {
    if (stream.send(message)) return;
    streams.delete(stream);
    this.#dropped.inc();
  }

  #each(visit: (channel: Channel) => void): void {
    for (const channel of this.#channels.values()) visit(channel);
  }

  #channel(site: string): Channel {
    let channel = this.#channels.get(site);
    if (channel === undefined) {
      if (this.#channels.size >= STREAMS_MAX) this.#forgetIdle();
      const backlog = new Backlog(randomUUID().slice(0, 8));
      channel = { streams: new Set(), backlog, lastAt: performance.now() - DELTA_MS };
      this.#channels.set(site, channel);
    }
    return channel;
  }

  #forgetIdle(): void {
    for (const [site, { streams }] of this.#channels) {
      if (streams.size === 0) return void this.#channels.delete(site);
    }
  }
}
