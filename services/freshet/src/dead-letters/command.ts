import { type AdminClient, createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { type LetterArguments, parseLetterArguments, usage } from './arguments.ts';
import { letterLine, letterText, redrivenText } from './display.ts';
import { deadLetters, listLetters, purgeLetters, redriveLetters, showLetter } from './letters.ts';

/** `freshet dead-letters …`. */
export async function deadLettersCommand(args: string[]): Promise<void> {
  const options = parseLetterArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const client = createAdminClient(options.url, instanceConfig(process.env).FRESHET_KEY);
  const print = <T>(answer: T, text: (answer: T) => string): void => {
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : text(answer));
  };
  await run(options, client, print);
}

async function run(
  options: LetterArguments,
  client: AdminClient,
  print: <T>(answer: T, text: (answer: T) => string) => void,
): Promise<void> {
  switch (options.action) {
    case 'list':
      for await (const page of listLetters(client, deadLetters, options.filters, options.n)) {
        for (const letter of page) print(letter, letterLine);
      }
      return;
    case 'show':
      return print(await showLetter(client, deadLetters, options.offset), letterText);
    case 'redrive': {
      const total = await redriveLetters(client, deadLetters, options.filters, options.n);
      if (total.refused > 0) process.exitCode = 1;
      return print(total, redrivenText);
    }
    case 'purge':
      return print(
        await purgeLetters(client, deadLetters, options.filters, options.n),
        ({ purged }) => `${purged} purged\n`,
      );
  }
}
