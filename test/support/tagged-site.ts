import type { BehaviourEvent } from '@freshet/events';
import { createBeaconFiles } from '@freshet/ingest';
import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { openIngest } from './ingest.ts';

/** Listens on a free port of this machine until the test ends, and answers with the address. */
export async function urlOf(app: FastifyInstance, port = 0): Promise<string> {
  onTestFinished(() => app.close());
  await app.listen({ host: '127.0.0.1', port });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

export interface Intake {
  readonly url: string;
  /** What is in the log, each event once per time that it came, oldest first. */
  events(): Promise<LoggedEvent[]>;
}

export type LoggedEvent = Omit<BehaviourEvent, 'context' | 'properties'> & {
  readonly context: Record<string, unknown>;
  readonly properties: Record<string, unknown>;
};

/** Without what came again: a page that could not wait for the answer tells of it once more, under its id. */
export const eachOnce = (events: readonly LoggedEvent[]): readonly LoggedEvent[] => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

/** An ingest that serves the tag, on the embedded engine. */
export async function openTaggedIntake(): Promise<Intake> {
  const { app, events } = await openIngest();
  await app.register(createBeaconFiles());
  return {
    url: await urlOf(app),
    events: async () => {
      const logged = (await events()).map(({ context, properties, ...event }) => ({
        ...event,
        context: JSON.parse(context ?? '{}') as Record<string, unknown>,
        properties: JSON.parse(properties ?? '{}') as Record<string, unknown>,
      }));
      return logged.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}

/** A site of static pages by path, on an origin of its own. */
export function serveSite(
  pages: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const site = Fastify();
  for (const [path, body] of Object.entries(pages)) {
    site.get(path, (_request, reply) => reply.headers(headers).type('text/html').send(body));
  }
  return urlOf(site);
}

export interface TagOptions {
  /** Attributes of the tag. */
  readonly attributes?: string;
  readonly title?: string;
  readonly head?: string;
}

/** A page with the tag. */
export function taggedPage(
  beaconUrl: string,
  body: string,
  { attributes = '', title = 'A shop', head = '' }: TagOptions = {},
): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}
<script async src="${beaconUrl}/beacon.js" ${attributes}></script></head><body>${body}</body></html>`;
}
