import { expect, it } from 'vitest';
import { Backlog } from './backlog.ts';

function filled(count: number): Backlog {
  const backlog = new Backlog('run');
  for (let i = 1; i <= count; i++) backlog.push((id) => `${i}: ${id}`);
  return backlog;
}

it('gives what came after an id, and nothing to who has the newest', () => {
  const backlog = filled(3);
  expect(backlog.since('run-1')).toEqual(['2: run-2', '3: run-3']);
  expect(backlog.since(backlog.lastId)).toEqual([]);
  expect(filled(0).since('run-0')).toEqual([]);
});

it('knows no ids that are too old, of another run, of the future or no ids at all', () => {
  const backlog = filled(100);
  expect(backlog.since('run-40')).toHaveLength(60);
  for (const id of ['run-39', 'other-99', 'run-101', 'run', '', 'run-x']) {
    expect(backlog.since(id), id).toBeUndefined();
  }
});
