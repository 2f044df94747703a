import { closed, described, integer, members, object, text } from '@freshet/openapi';
import type { Operation, Schema } from '@freshet/runtime';
import type { BackupProgress } from '../../backup/progress.ts';

const { message, ...always } = {
  path: text,
  status: { type: 'string', enum: ['running', 'done', 'failed'] },
  bytes: described(integer(0), 'Written so far.'),
  bytesMax: described(integer(0), 'That there can be at most.'),
  message: described(text, 'Why it failed.'),
} satisfies Record<keyof BackupProgress, Schema>;
const progress = object('Backup', always, { message });

/** As long as paths are on Linux. */
export const PATH_LENGTH_MAX = 4096;
const path = { type: 'string', minLength: 1, maxLength: PATH_LENGTH_MAX };

export const beginBackup: Operation = {
  id: 'beginBackup',
  group: 'Administration',
  summary: 'Begin a back-up of all data, while everything runs',
  description: '409 `BACKUP_REFUSED` while one is under way, or where the folder cannot be made.',
  body: closed(
    members({ path: described(path, 'Of a folder on that machine that is not there yet.') }),
  ),
  answers: { 202: { description: 'It has begun.', schema: progress } },
};

export const getBackup: Operation = {
  id: 'getBackup',
  group: 'Administration',
  summary: 'How far the newest back-up is',
  description: '404 `NOT_FOUND` before the first.',
  answers: { 200: { description: 'How far it is.', schema: progress } },
};
