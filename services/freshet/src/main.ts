import { run } from '@freshet/runtime';
import { backupCommand } from './backup/command.ts';
import { deadLettersCommand } from './dead-letters/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { evaluateCommand } from './evaluate/command.ts';
import { keysCommand } from './keys/command.ts';
import { namespacesCommand } from './namespaces/command.ts';
import { passwordCommand } from './password/command.ts';
import { quarantineCommand } from './quarantine/command.ts';
import { rankerCommand } from './ranker/command.ts';
import { repartitionCommand } from './repartition/command.ts';
import { restoreCommand } from './restore/command.ts';
import { replayLogCommand } from './replay-log/command.ts';
import { replayCommand } from './replay/command.ts';
import { startCommand } from './start/command.ts';
import { topicsCommand } from './topics/command.ts';

const commands: Record<string, (args: string[]) => Promise<void>> = {
  start: startCommand,
  replay: replayCommand,
  evaluate: evaluateCommand,
  'dead-letters': deadLettersCommand,
  quarantine: quarantineCommand,
  topics: topicsCommand,
  'replay-log': replayLogCommand,
  keys: keysCommand,
  namespaces: namespacesCommand,
  repartition: repartitionCommand,
  ranker: rankerCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
  password: passwordCommand,
};

const usage = `Usage: freshet COMMAND

  start          all services in this process, on the embedded engine
  replay FILE    posts a csv or tsv of clicks to a running instance; --help for its options
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
const command = commands[name];
if (command === undefined) {
  process.stderr.write(usage);
  process.exitCode = name === '' || name === '--help' ? 0 : 2;
} else {
  await run(() => command(args));
}
