import { expect, it } from 'vitest';
import { configurationPage } from '../support/configuration-page.ts';
import { textOf } from '../support/repository.ts';
import { type ServiceSettings, type Setting, serviceSettings } from '../support/settings.ts';

const services = await serviceSettings();
const names = [
  ...new Set(services.flatMap(({ settings }) => settings.map(({ name }) => name))),
].toSorted();

interface Use extends Setting {
  readonly service: string;
}

const uses = (name: string): Use[] =>
  services.flatMap(({ service, settings }: ServiceSettings) =>
    settings.filter((setting) => setting.name === name).map((setting) => ({ ...setting, service })),
  );

it('finds the settings of every service', () => {
  expect(services.map(({ service }) => service).toSorted()).toEqual([
    'api',
    'dashboard',
    'freshet admin',
    'freshet doctor',
    'freshet evaluate from-log',
    'freshet export',
    'freshet import',
    'freshet keys',
    'freshet replay',
    'freshet restore',
    'freshet start',
    'ingest',
    'probe',
    'shop',
    'sink',
    'worker',
  ]);
});

it.each(names)('%s means the same in every service that has it', (name) => {
  const descriptions = new Set(uses(name).map(({ description }) => description));
  expect(descriptions.size, `give ${name} one description, in runtime/src/settings.ts`).toBe(1);
  expect([...descriptions][0], `describe ${name} with \`desc\``).not.toBe('');
});

/** After a change of settings: npx vitest run --project unit test/tidy/settings.test.ts -u */
it('.env.example holds every setting with its description and default', async () => {
  await expect(`${header}\n${names.map(example).join('\n')}`).toMatchFileSnapshot(
    '../../.env.example',
  );
});

const header = `# Every setting of every service. A line that is commented out shows the default.
# Written from the services' config.ts; test/tidy/settings.test.ts says how.
`;

const shownDefault = (value: string | undefined) =>
  value === undefined ? 'has to be set' : value || 'none';

function example(name: string): string {
  const all = uses(name);
  const defaults = new Set(all.map((use) => use.default));
  const readers = all.map(({ service, default: value }) =>
    defaults.size > 1 ? `${service} (${shownDefault(value)})` : service,
  );
  const [value] = defaults;
  const shown = defaults.size > 1 ? '' : value;
  const line = value === undefined ? `${name}=` : `# ${name}=${shown}`;
  return `# ${all[0]!.description}\n# Read by: ${readers.join(', ')}.\n${line}\n`;
}

/** Written anew by the same command. */
it('docs/configuration.md holds every setting with its format and its readers', async () => {
  await expect(configurationPage(services)).toMatchFileSnapshot('../../docs/configuration.md');
});

/** README's section "Configuration", line by line. */
const configuration = /^## Configuration$.*?(?=^## |$(?![^]))/ms
  .exec(textOf('README.md'))?.[0]
  .split('\n');
const rows = (configuration ?? []).flatMap((line) => {
  const [, name] = /^\| `([A-Z][A-Z0-9_]+)` \|/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, line }];
});

it('README has a table of the settings most need', () => {
  expect(rows.length).toBeGreaterThan(5);
});

it.each(rows)("README's row for $name is of a setting, with its defaults", ({ name, line }) => {
  expect(names, 'nobody reads it').toContain(name);
  const defaults = [...new Set(uses(name).map((use) => use.default))].filter(Boolean);
  for (const value of defaults) expect(line).toContain(`\`${value}\``);
});
