import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bundleScript } from './bundle.ts';

const entry = new URL('./fixtures/greeting.ts', import.meta.url);

it('is one script of an entry and its imports, without types, with what is defined in place', async () => {
  const script = await bundleScript(entry, { format: 'iife', define: { GREETING: 'hello' } });
  const page: { greeted?: string } = {};
  runInNewContext(script, page);
  expect(page.greeted).toBe('HELLO!');
});

it('says where a source is at fault', async () => {
  const missing = new URL('./fixtures/missing.ts', import.meta.url);
  await expect(bundleScript(missing)).rejects.toThrow('missing.ts');
});
