import { run } from '@freshet/runtime';
import { replayCommand } from './replay/command.ts';
import { startCommand } from './start/command.ts';

const commands: Record<string, (args: string[]) => Promise<void>> = {
  start: startCommand,
  replay: replayCommand,
};

const usage = `Usage: freshet COMMAND

  start          all services in this process, on the embedded engine
  replay FILE    posts a csv or tsv of clicks to a running instance; --help for its options
`;

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(usage);
  process.exitCode = name === '' || name === '--help' ? 0 : 2;
} else {
  await run(() => command(args));
}
