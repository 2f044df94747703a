/** What decides which values a setting takes, as envalid has it. */
export interface Checked {
  readonly choices?: readonly (string | number)[];
  readonly _parse: (input: string) => unknown;
}

/** envalid's own validators only name their kind when they refuse a value; ours say what they want. */
const kinds: Readonly<Record<string, string>> = {
  bool: '`true` or `false`',
  num: 'number',
  host: 'host name or IP address',
  port: 'port, 1 to 65535',
  url: 'URL',
};

/** Nothing that asks for a form takes this. */
const REFUSED = '\u0001 ';

/**
 * What may be written into a setting: its choices, or what its validator says when it refuses a value,
 * so that the reference cannot say anything else than the service does; and the unit that its name ends in.
 */
export function formatOf(name: string, { choices, _parse: parse }: Checked): string {
  const form = choices?.map((choice) => `\`${choice}\``).join(', ') ?? wanted(parse);
  const unit = unitOf(name);
  return unit === undefined ? form : `${form}, ${unit}`;
}

function wanted(parse: Checked['_parse']): string {
  try {
    parse(REFUSED);
    return 'text';
  } catch (error) {
    const { message } = error as Error;
    const [, kind = ''] = /^Invalid (\w+)/.exec(message) ?? [];
    return kinds[kind] ?? message.replace(/^.*\bmust be (an? )?/s, '');
  }
}

function unitOf(name: string): string | undefined {
  if (/_MS(_MAX|_MIN)?$/.test(name)) return 'ms';
  if (/_BYTES(_MAX|_MIN)?$/.test(name)) return 'bytes';
  if (name.endsWith('_PER_S')) return 'a second';
  return undefined;
}
