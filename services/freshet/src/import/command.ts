import { invalidArguments } from '../command-line.ts';

type Command = (args: string[]) => Promise<void>;

const commands: Record<string, () => Promise<Command>> = {
  feed: async () => (await import('./feed/command.ts')).importFeedCommand,
};

const usage = `Usage: freshet import WHAT SOURCE [options]

  feed    a shop's feed into the catalogue: Google Merchant, JSON lines, Shopify

Each says more with --help.
`;

/** `freshet import feed …`. */
export async function importCommand([what = '', ...args]: string[]): Promise<void> {
  const load = commands[what];
  if (load !== undefined) return (await load())(args);
  if (what !== '--help') throw invalidArguments(`import takes no "${what}"`, usage);
  process.stdout.write(usage);
}
