import { expect, it } from 'vitest';
import { hashPassword, isPassword, parsePasswordHash } from './password-hash.ts';

it('knows the password that a hash was made of, and no other', async () => {
  const text = await hashPassword('correct horse é');
  expect(text).not.toContain('horse');
  expect(text, 'may stand in .env files and shells').toMatch(/^[\w:-]+$/);
  const hash = parsePasswordHash(text)!;
  expect(await isPassword('correct horse é', hash)).toBe(true);
  expect(await isPassword('correct horse e\u0301', hash), 'typed as two characters').toBe(true);
  for (const wrong of ['', 'correct horse', 'correct horse É', text]) {
    expect(await isPassword(wrong, hash), wrong).toBe(false);
  }
});

it('makes another hash each time', async () => {
  expect(await hashPassword('a')).not.toBe(await hashPassword('a'));
});

const [salt, key] = ['A'.repeat(22), 'A'.repeat(43)];
it.for([
  ['a password', 'correct horse'],
  ['nothing', ''],
  ['another algorithm', `bcrypt:32768:8:3:${salt}:${key}`],
  ['more memory than a machine should give', `scrypt:1048576:8:1:${salt}:${key}`],
  ['more work', `scrypt:32768:8:999:${salt}:${key}`],
  ['a cost that is no power of two', `scrypt:32767:8:1:${salt}:${key}`],
  ['no cost', `scrypt:1:8:1:${salt}:${key}`],
  ['no key', `scrypt:32768:8:1:${salt}:`],
  ['a key of two bytes', `scrypt:32768:8:1:${salt}:AAA`],
] as const)('%s is no hash', ([, text]) => {
  expect(parsePasswordHash(text)).toBeUndefined();
});
