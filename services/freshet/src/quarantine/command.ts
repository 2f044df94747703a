import { printable } from '@freshet/runtime';
import { type AdminClient, createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import {
  type Letter,
  listLetters,
  purgeLetters,
  quarantine,
  redriveLetters,
} from '../dead-letters/letters.ts';
import { parseQuarantineArguments, type QuarantineArguments, usage } from './arguments.ts';

/** `freshet quarantine …`. */
export async function quarantineCommand(args: string[]): Promise<void> {
  const options = parseQuarantineArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { url, json } = options;
  await run(
    options,
    createAdminClient(url, instanceConfig(process.env).FRESHET_KEY),
    (answer, text) => {
      process.stdout.write(`${json ? JSON.stringify(answer) : text}\n`);
    },
  );
}

async function run(
  { action, filters, n }: QuarantineArguments,
  client: AdminClient,
  print: (answer: object, text: string) => void,
): Promise<void> {
  if (action === 'list') {
    for await (const page of listLetters(client, quarantine, filters, n)) {
      for (const letter of page) print(asideOf(letter), lineOf(letter));
    }
    return;
  }
  if (action === 'purge') {
    const total = await purgeLetters(client, quarantine, filters, n);
    return print(total, `${total.purged} purged`);
  }
  const {
    redriven: released,
    already,
    refused,
  } = await redriveLetters(client, quarantine, filters, n);
  if (refused > 0) process.exitCode = 1;
  const before = already > 0 ? `, ${already} had been before` : '';
  print({ released, already, refused }, `${released} released${before}, ${refused} refused`);
}

const asideOf = ({ offset, filedAt, status, code: reason, key: profile, bytes }: Letter) => ({
  offset,
  filedAt,
  status,
  reason,
  profile,
  bytes,
});

function lineOf({ offset, filedAt, code, key, message }: Letter): string {
  const when = new Date(filedAt).toISOString();
  return printable(`${offset}  ${when}  ${code.padEnd(8)}  ${key}  ${message}`);
}
