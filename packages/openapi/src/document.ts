import {
  type Answer,
  type Operation,
  operationGroups,
  type RouteAccess,
  type Schema,
} from '@freshet/runtime';
import { Components } from './components.ts';
import { problem, refusals } from './refusals.ts';
import { text } from './schemas.ts';
import { securityOf, securitySchemes } from './security.ts';

/** A route that says what it does. */
export interface DescribedRoute {
  readonly method: string;
  /** As Fastify writes it: `/v1/items/:itemId`. */
  readonly url: string;
  readonly access: RouteAccess;
  readonly operation: Operation;
}

export interface About {
  readonly title: string;
  readonly description: string;
}

/** The OpenAPI 3.1 document of these routes. */
export function documentOf(routes: readonly DescribedRoute[], about: About): object {
  const components = new Components();
  const json = (schema: Schema) => ({ 'application/json': { schema: components.place(schema) } });
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, url, access, operation } of routes.toSorted(byPath)) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{rest}');
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId: operation.id,
      tags: [operation.group],
      summary: operation.summary,
      description: operation.description,
      security: securityOf(access),
      parameters: parametersOf(url, operation, components),
      requestBody: operation.body && { required: true, content: json(operation.body) },
      responses: { ...answersOf(operation, components), ...refusalsOf(access, operation) },
    };
  }
  const content = json(problem);
  const responses = Object.fromEntries(
    Object.entries(refusals).map(([name, refusal]) => [name, { ...refusal, content }]),
  );
  return {
    openapi: '3.1.0',
    info: { ...about, version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    tags: groupsOf(routes).map((name) => ({ name })),
    paths,
    components: { schemas: components.all, responses, securitySchemes },
  };
}

function byPath(a: DescribedRoute, b: DescribedRoute): number {
  const [one, other] = [`${a.url} ${a.method}`, `${b.url} ${b.method}`];
  return one < other ? -1 : 1;
}

function groupsOf(routes: readonly DescribedRoute[]) {
  const used = new Set(routes.map(({ operation }) => operation.group));
  return operationGroups.filter((group) => used.has(group));
}

function parametersOf(url: string, { path = {}, query = {} }: Operation, components: Components) {
  const open = [...url.matchAll(/:(\w+)|\*/g)].map(([, name = 'rest']) => {
    const { description, schema } = path[name] ?? { description: undefined, schema: text };
    return { name, in: 'path', required: true, description, schema: components.place(schema) };
  });
  const asked = Object.entries(query).map(([name, { description, schema, isJoined }]) => ({
    name,
    in: 'query',
    description,
    schema: components.place(schema),
    explode: isJoined === true ? false : undefined,
  }));
  return [...open, ...asked];
}

function answersOf({ answers }: Operation, components: Components) {
  const contentOf = ({ schema, mediaType = 'application/json' }: Answer) =>
    schema && { [mediaType]: { schema: components.place(schema) } };
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      { description: answer.description, content: contentOf(answer) },
    ]),
  );
}

function refusalsOf(access: RouteAccess, { group }: Operation) {
  if (group === 'Other protocols') {
    return { default: { description: 'Refused, in its manner; 429 and 503 for now only.' } };
  }
  const refusal = (name: keyof typeof refusals) => ({ $ref: `#/components/responses/${name}` });
  if (access === 'everyone') return { default: refusal('Refused') };
  return {
    429: refusal('TooMany'),
    503: refusal('Unavailable'),
    default: refusal('Refused'),
  };
}
