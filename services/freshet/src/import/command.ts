import { invalidArguments } from '../command-line.ts';

type Command = (args: string[]) => Promise<void>;

const commands: Record<string, () => Promise<Command>> = {
  feed: async () => (await import('./feed/command.ts')).importFeedCommand,
  events: async () => (await import('./events/command.ts')).importEventsCommand,
  gorse: async () => (await import('./gorse/command.ts')).importGorseCommand,
};

const usage = `Usage: freshet import WHAT SOURCE [options]

  feed    a shop's feed into the catalogue: Google Merchant, JSON lines, Shopify
  events  past clicks and orders: csv, JSON lines, GA4's export, Shopify's orders
  gorse   items and feedback of a Gorse

Each says more with --help.
`;

/** `freshet import feed …`. */
export async function importCommand([what = '', ...args]: string[]): Promise<void> {
  const load = Object.hasOwn(commands, what) ? commands[what] : undefined;
  if (load !== undefined) return (await load())(args);
  if (what !== '--help')
    throw invalidArguments(`import takes feed, events or gorse, got "${what}"`, usage);
  process.stdout.write(usage);
}
