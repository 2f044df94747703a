import { createServer, type Server } from 'node:http';
import { createFreshet, type Freshet } from '@freshet/client';

/** Pages of a shop: each visit is told to Freshet, and the page has what this visitor may want next. */
export function shopServer(freshet: Freshet): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.example');
    const [itemId, visitor] = [pathname.slice(1), searchParams.get('visitor') ?? ''];
    void page(freshet, itemId, visitor).then((html) => response.end(html));
  });
}

async function page(freshet: Freshet, itemId: string, userId: string): Promise<string> {
  // Goes with others within a second; nobody waits for it.
  freshet.events.track({ type: 'view', userId, itemId });
  try {
    const { items } = await freshet.recommendations.get({
      userId,
      scenario: 'product',
      itemId,
      n: 4,
      fields: ['title'],
    });
    const titles = items.map((item) => `<li>${asHtml(item.catalogue?.title ?? item.itemId)}</li>`);
    return `<h1>${asHtml(itemId)}</h1><ul>${titles.join('')}</ul>`;
  } catch {
    // A page without recommendations is better than none.
    return `<h1>${asHtml(itemId)}</h1>`;
  }
}

/** Ids and titles are texts, which may look like tags. */
const asHtml = (text: string) => text.replaceAll(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Runs it until the process is told to end, and sends what still waits. */
export function main(): void {
  const freshet = createFreshet({ url: 'http://127.0.0.1:8080' });
  const server = shopServer(freshet).listen(3000);
  process.once('SIGTERM', () => {
    server.close();
    void freshet.close();
  });
}
