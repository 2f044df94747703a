import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  changeKeyFile,
  endingKey,
  endOf,
  KEYS_NAME,
  type KeyRecord,
  type KeySet,
  livingKey,
  type MadeKey,
  makeKey,
  readKeyFile,
  withChange,
  withIdentity,
  withKey,
  withoutKey,
} from '@freshet/access';
import { type CreateArguments, parseKeyArguments, usage } from './arguments.ts';
import { keysConfig } from './config.ts';

/** `freshet keys …`. */
export async function keysCommand(args: string[]): Promise<void> {
  const options = parseKeyArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { DATA_DIR, KEYS_FILE } = keysConfig(process.env);
  const path = KEYS_FILE || join(DATA_DIR, KEYS_NAME);
  const now = Date.now();
  const print = (answer: object, text: string) =>
    void process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
  switch (options.action) {
    case 'list':
      for (const key of (await readKeyFile(path))?.keys ?? []) {
        print(described(key, now), keyLine(key, now));
      }
      return;
    case 'create': {
      const made = create(options, now);
      await changeKeyFile(path, (set) => withKey(set, made));
      return print({ ...described(made.record, now), key: made.text }, madeText(made, path));
    }
    case 'change': {
      const { id } = options;
      await changeKeyFile(path, (set) => withChange(set, id, options, now));
      const key = (await readKeyFile(path))!.keys.find((one) => one.id === id)!;
      return print(described(key, now), keyLine(key, now));
    }
    case 'rotate': {
      const made = await rotate(path, options, now);
      return print({ ...described(made.record, now), key: made.text }, madeText(made, path));
    }
    case 'identity': {
      const secret = randomBytes(32);
      await changeKeyFile(path, (set) => withIdentity(set, options.site, secret));
      const shown = secret.toString('base64url');
      const note =
        'Sign with these 32 bytes, given as base64url; this is the only time that they are shown.';
      return print({ site: options.site, secret: shown }, `${shown}\n\n${note}`);
    }
    case 'revoke':
      await changeKeyFile(path, (set) => withoutKey(set, options.id, now));
      return print({ id: options.id }, `${options.id} counts no more`);
  }
}

function create({ expiresMs, ...wish }: CreateArguments, now: number): MadeKey {
  return makeKey({ ...wish, expiresAt: expiresMs === null ? null : now + expiresMs }, now);
}

async function rotate(
  path: string,
  { id, graceMs }: { id: string; graceMs: number },
  now: number,
): Promise<MadeKey> {
  let made: MadeKey | undefined;
  await changeKeyFile(path, (set: KeySet) => {
    made = makeKey(livingKey(set, id, now), now);
    return withKey(endingKey(set, id, now, graceMs), made);
  });
  return made!;
}

function described(key: KeyRecord, now: number) {
  const { id, kind, site, label, scopes, origins, limits, createdAt, expiresAt } = key;
  const state = endOf(key, now) ?? 'counts';
  return { id, kind, site, label, scopes, origins, limits, createdAt, expiresAt, state };
}

function keyLine(key: KeyRecord, now: number): string {
  const { id, kind, site, label, scopes, origins, limits = {}, expiresAt } = key;
  const until = expiresAt === null ? '' : `, until ${new Date(expiresAt).toISOString()}`;
  const pages = origins.length === 0 ? '' : ` for ${origins.join(', ')}`;
  const most = Object.entries(limits).map(([name, limit]) => `  ${name} ${limit}`);
  const state = `${endOf(key, now) ?? 'counts'}${until}`;
  return `${id}  ${kind.padEnd(11)} ${site}  ${scopes.join(',')}${pages}${most.join('')}  ${state}  ${label}`.trimEnd();
}

const madeText = ({ text, record }: MadeKey, path: string): string =>
  `${text}\n\nThis is the only time that it is shown. ${path} keeps a hash of it, under the id ${record.id}.`;
