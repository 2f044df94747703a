import { run } from '@freshet/runtime';

type Command = (args: string[]) => Promise<void>;

/** Each is loaded when it is the one asked for: all together take two seconds to load. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start/command.ts')).startCommand,
  replay: async () => (await import('./replay/command.ts')).replayCommand,
  import: async () => (await import('./import/command.ts')).importCommand,
  export: async () => (await import('./export/command.ts')).exportCommand,
  evaluate: async () => (await import('./evaluate/command.ts')).evaluateCommand,
  'dead-letters': async () => (await import('./dead-letters/command.ts')).deadLettersCommand,
  quarantine: async () => (await import('./quarantine/command.ts')).quarantineCommand,
  topics: async () => (await import('./topics/command.ts')).topicsCommand,
  'replay-log': async () => (await import('./replay-log/command.ts')).replayLogCommand,
  keys: async () => (await import('./keys/command.ts')).keysCommand,
  namespaces: async () => (await import('./namespaces/command.ts')).namespacesCommand,
  repartition: async () => (await import('./repartition/command.ts')).repartitionCommand,
  ranker: async () => (await import('./ranker/command.ts')).rankerCommand,
  doctor: async () => (await import('./doctor/command.ts')).doctorCommand,
  backup: async () => (await import('./backup/command.ts')).backupCommand,
  restore: async () => (await import('./restore/command.ts')).restoreCommand,
  password: async () => (await import('./password/command.ts')).passwordCommand,
};

const usage = `Usage: freshet COMMAND

  start          all services in this process, on the embedded engine
  replay FILE    posts a csv or tsv of clicks to a running instance; --help for its options
  import WHAT    a shop's feed into the catalogue, past clicks and orders; --help
  export WHAT    events, answers and what came of them, as Parquet or JSON lines; --help
  evaluate FILE  how good the recommendations are on a csv or tsv of clicks, beside others; --help
  dead-letters   lists, shows, redrives and purges what could not be processed; --help
  quarantine     lists, releases and purges what bots are thought to have sent; --help
  topics         what topics hold and how long they keep it; --help
  replay-log     computes state anew from the log, beside the live one
  repartition    goes over to another number of partitions; --help
  namespaces     list, swap and drop what replay-log has made
  ranker         shows, freezes, resets, exports and imports what was learned; --help
  password       makes the hash of a password for the dashboard
  keys           makes, lists, rotates and revokes keys; --help
  doctor         says what is wrong with a deployment, and what mends it; --help
  backup FOLDER  all data of a running embedded instance, while it goes on; --help
  restore BACKUP brings a back-up back into an empty DATA_DIR; --help
`;

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (load === undefined) {
  process.stderr.write(usage);
  process.exitCode = name === '' || name === '--help' ? 0 : 2;
} else {
  await run(async () => (await load())(args));
}
