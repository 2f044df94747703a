import type { Operation } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';

/** By method and path what calls are for, once where clients may end a path with a slash. */
const summaries: Readonly<Record<string, string>> = {
  'POST /feedback': 'Tell what users did',
  'PUT /feedback': 'Tell what users did, in place of what was told before',
  'GET /feedback': 'What users did, a page at a time',
  'GET /feedback/*': 'What users did, of a type, or of a user and an item',
  'DELETE /feedback/*': 'Take back what a user did with an item',
  'POST /users': 'Tell of users',
  'POST /user': 'Tell of a user',
  'GET /users': 'Users, a page at a time',
  'GET /user/*': 'A user, or what they did',
  'PATCH /user/*': 'Change what is told of a user',
  'DELETE /user/*': 'Forget a user',
  'POST /items': 'Put items into the catalogue',
  'POST /item': 'Put an item into the catalogue',
  'GET /items': 'Items, a page at a time',
  'GET /item/*': 'An item, what is like it, or what users did with it',
  'PATCH /item/*': 'Change an item',
  'PUT /item/*': 'Put an item into a category',
  'DELETE /item/*': 'Take an item out of the catalogue, or out of a category',
  'GET /recommend/*': 'What a user may want next',
  'GET /collaborative-filtering/*': 'What a user may want next',
  'POST /session/recommend': 'What follows from what was done in a session',
  'POST /session/recommend/*': 'The same of a category',
  'GET /popular': 'What has been looked at most',
  'GET /popular/*': 'The same of a category',
  'GET /latest': 'What was published last',
  'GET /latest/*': 'The same of a category',
  'GET /non-personalized/*': 'A list that is the same for everybody',
  'GET /item-to-item/*': 'What is like an item',
  'GET /user-to-user/*': 'Users who are like one: none',
  'GET /health/live': 'Whether the process lives',
  'GET /health/ready': 'Whether it can do its work',
};

/** Has the routes of `app` be in the document by what they are for; what they take and answer is Gorse's. */
export function nameCalls(app: FastifyInstance, base: string): void {
  app.addHook('onRoute', (route) => {
    const method = String(route.method);
    const path = route.url.slice(base.length);
    const summary = summaries[`${method} ${path}`];
    if (summary !== undefined) {
      route.config = { ...route.config, operation: operationOf(method, path, summary) };
    }
  });
}

function operationOf(method: string, path: string, summary: string): Operation {
  const words = path.replaceAll('*', 'rest').split(/\W+/);
  const name = [method.toLowerCase(), ...words].map(
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  return {
    id: `gorse${name.join('')}`,
    group: 'Other protocols',
    summary: `Gorse: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    description: 'As Gorse documents it, but for what docs/migrate-from-gorse.md says.',
    answers: { 200: { description: 'As Gorse answers.' } },
  };
}
