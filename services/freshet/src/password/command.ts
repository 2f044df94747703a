import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { hashPassword } from '@freshet/dashboard/password-hash';
import { FreshetError } from '@freshet/runtime';
import { parseOptions } from '../command-line.ts';

const LENGTH_MIN = 12;
const LENGTH_MAX = 1024;
const SECRET_BYTES = 32;

const usage = `Usage: freshet password

Asks for a password, or reads it from standard input, and prints the settings that have the dashboard ask for
it: its hash, and a secret for sessions. The password itself is kept nowhere.
`;

/** `freshet password`. */
export async function passwordCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions(args, {}, usage);
  if (values.help) return void process.stdout.write(usage);
  // Arguments are for everybody to see who lists processes.
  if (positionals.length > 0) throw refused('The password is asked for, not taken as an argument');
  const password = process.stdin.isTTY
    ? await asked()
    : (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < LENGTH_MIN || password.length > LENGTH_MAX) {
    throw refused(
      `A password has ${LENGTH_MIN} to ${LENGTH_MAX} characters, got ${password.length}`,
    );
  }
  process.stdout.write(`DASHBOARD_PASSWORD_HASH=${await hashPassword(password)}
SESSION_SECRET=${randomBytes(SECRET_BYTES).toString('base64url')}
`);
}

/** Shows nothing of what is typed. */
async function asked(): Promise<string> {
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(`Password for the dashboard, at least ${LENGTH_MIN} characters: `);
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

const refused = (what: string): FreshetError => new FreshetError('CONFIG_INVALID', `${what}.`);
