import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';

interface Described {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { readonly minimum?: number; readonly maximum?: number };
  }[];
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties: object }>>;
  };
}

export interface DocumentedCalls {
  readonly document: ApiDocument;
  /** `GET /v1/items`, with the parts of its path that are open as the document has them. */
  readonly calls: readonly string[];
  /**
   * Makes a call, and fails the test unless the document knows call and status and the answer has what it
   * says and nothing else.
   */
  answered(call: string, url: string, request?: Pick<InjectOptions, 'payload'>): Promise<Answered>;
  /** Calls that have been answered 2xx so far. */
  readonly tried: ReadonlySet<string>;
}

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The document that a server gives of itself, and what holds its answers to it. */
export async function documentedCalls(app: FastifyInstance): Promise<DocumentedCalls> {
  const document = (await app.inject('/openapi.json')).json<ApiDocument>();
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addVocabulary(['openapi', 'info', 'tags', 'paths', 'components']);
  ajv.addSchema({ $id: 'document', ...(closed(document) as object) });
  const tried = new Set<string>();
  const schemaOf = (call: string, status: number): ValidateFunction => {
    const [method, path] = call.split(' ');
    const pointer = ['paths', path!, method!.toLowerCase(), 'responses', String(status)];
    const schema = [...pointer, 'content', 'application/json', 'schema'];
    return ajv.getSchema(`document#/${schema.map(escaped).join('/')}`)!;
  };
  return {
    document,
    calls: callsOf(document),
    tried,
    async answered(call, url, request = {}) {
      const method = call.split(' ')[0] as 'GET';
      const answer = await app.inject({ ...request, method, url });
      const fits = schemaOf(call, answer.statusCode);
      expect(
        fits,
        `${call} is not said to answer ${answer.statusCode}: ${answer.body}`,
      ).toBeDefined();
      const body = answer.json<Answered['body']>();
      expect(fits(body), `${url}: ${ajv.errorsText(fits.errors)} in ${answer.body}`).toBe(true);
      if (answer.statusCode < 300) tried.add(call);
      return { status: answer.statusCode, body };
    },
  };
}

function callsOf({ paths }: ApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** With every object that has properties held to them: what the document does not name, no answer has. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const whole = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  const isOpen = whole['type'] === 'object' && 'properties' in whole;
  return isOpen ? { additionalProperties: false, ...whole } : whole;
}

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
