import type { Problem } from '@freshet/runtime';
import { expect } from 'vitest';
import { openApi, type TestApi } from './api.ts';
import { type Answer, idsOf } from './small-shop.ts';

/** The body of an answer of `/v1/admin/rules`. */
export interface RuleAnswer {
  readonly change: number;
  readonly warnings: readonly { code: string; message: string; rules: readonly string[] }[];
}

/** Calls `/v1/admin/rules` of an API that runs in this process. */
export function ruleCalls({ app }: Pick<TestApi, 'app'>) {
  async function call(method: 'GET' | 'PUT' | 'DELETE' | 'POST', path: string, body?: object) {
    const url = `/v1/admin/rules${path}`;
    const answer = await app.inject({ method, url, ...(body && { payload: body }) });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  }
  async function done(...args: Parameters<typeof call>): Promise<unknown> {
    const { status, body } = await call(...args);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  }
  return {
    /** The problem that a call is refused with. */
    async refused(...args: Parameters<typeof call>) {
      const { status, body } = await call(...args);
      return { status, ...(body as Problem) };
    },
    list: () => done('GET', '') as Promise<{ rules: Record<string, unknown>[] }>,
    put: (id: string, rule: object) => done('PUT', `/${id}`, rule) as Promise<RuleAnswer>,
    remove: (id: string) => done('DELETE', `/${id}`) as Promise<{ change: number }>,
    post: (path: string, body?: object) => done('POST', path, body),
    get: (path: string) => done('GET', path),
  };
}

/** Ten visitors went from tent to mat, to stove and to lamp, ever fewer; rope, sold out, is next. */
export async function openRuledShop(options: Parameters<typeof openApi>[0] = {}) {
  const api = await openApi(options);
  const next = { mat: 9, stove: 7, lamp: 5, rope: 3 };
  const walks = Object.entries(next).flatMap(([item, count]) =>
    Array.from({ length: count }, (_, i) => [`${item}${i}`, ['tent', item]] as const),
  );
  await api.visit({ ...Object.fromEntries(walks), visitor: ['tent'] });
  const of = (...categories: string[]) => ({ categories });
  await api.catalogue({
    tent: of('camp'),
    mat: of('camp'),
    stove: of('kitchen'),
    lamp: of('light'),
    rope: { ...of('camp'), available: false },
    book: of('read'),
    map: of('read'),
  });
  const ask = (fields: object = {}) =>
    api.post<Answer>('/v1/recommendations', { userId: 'visitor', ...fields });
  const order = async (fields?: object) => idsOf(await ask(fields));
  return { api, ask, order, ...ruleCalls(api) };
}

/** What the visitor gets without any rule. */
export const plain = ['mat', 'stove', 'lamp', 'book', 'map'];
