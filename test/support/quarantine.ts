import type { FastifyInstance } from 'fastify';

/** As an operator's list shows it. */
export interface Aside {
  readonly offset: number;
  readonly code: string;
  readonly key: string;
  readonly status: string;
}

/** What is set aside, through the admin routes. */
export async function listAside(admin: FastifyInstance, query = ''): Promise<readonly Aside[]> {
  const answer = await admin.inject(`/v1/admin/quarantine${query}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<{ letters: Aside[] }>().letters;
}

/** Releases or purges, and answers with what the route says. */
export async function changeAside(
  admin: FastifyInstance,
  action: 'release' | 'purge',
  payload: object,
): Promise<unknown> {
  const url = `/v1/admin/quarantine/${action}`;
  const answer = await admin.inject({ method: 'POST', url, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

/** A browser's own requests, from the page of a site. */
export const pageHeaders = (userAgent: string) => ({
  origin: 'https://shop.example',
  'user-agent': userAgent,
});

export const agents = {
  chrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  googlebot: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  headless:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
};
