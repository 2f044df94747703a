import { expect, it } from 'vitest';
import { Components } from './components.ts';
import { described, list, object, text } from './schemas.ts';

it('keeps what has a title once, under it, and refers to it', () => {
  const components = new Components();
  const inner = object('Inner', { name: text });
  const placed = components.place(object('Outer', { one: inner, more: list(inner) }));
  expect(placed).toEqual({ $ref: '#/components/schemas/Outer' });
  const $ref = '#/components/schemas/Inner';
  expect(components.all).toEqual({
    Inner: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    Outer: {
      type: 'object',
      properties: { one: { $ref }, more: { type: 'array', items: { $ref } } },
      required: ['one', 'more'],
    },
  });
});

it('leaves a description with its use', () => {
  const components = new Components();
  const place = (description: string) =>
    components.place(described(object('Inner', {}), description));
  expect([place('one'), place('another')]).toMatchObject([
    { description: 'one' },
    { description: 'another' },
  ]);
});

it('takes no property for a keyword', () => {
  const components = new Components();
  const schema = { type: 'object', properties: { title: text, items: text } };
  expect(components.place(schema)).toEqual(schema);
});

it('refuses two schemas of one title', () => {
  const components = new Components();
  components.place(object('Item', { id: text }));
  expect(() => components.place(object('Item', {}))).toThrow('Two schemas have the title Item.');
});
