import type { ServiceSettings, Setting } from './settings.ts';

/** docs/configuration.md: every setting of every service, then every service with its settings. */
export function configurationPage(services: readonly ServiceSettings[]): string {
  const names = [
    ...new Set(services.flatMap(({ settings }) => settings.map(({ name }) => name))),
  ].toSorted();
  return `${header}
| variable | default | format | meaning | read by |
|---|---|---|---|---|
${names.map((name) => row(name, services)).join('\n')}

## By service

| service or command | has to have | may have | where \`KAFKA_BROKERS\` is set, also |
|---|---|---|---|
${services
  .toSorted((a, b) => a.service.localeCompare(b.service))
  .map(serviceRow)
  .join('\n')}
`;
}

const header = `# Configuration

Every setting of every service and command, written from the code that reads them; a test holds this page to it.
A setting is an environment variable; one that is empty counts as not set. A value that cannot be used stops the
process at its start, and all such values are in one message (\`CONFIG_INVALID\`).
`;

function row(name: string, services: readonly ServiceSettings[]): string {
  const uses = services.flatMap(({ service, settings }) =>
    settings.filter((setting) => setting.name === name).map((setting) => ({ service, setting })),
  );
  const { description, format } = uses[0]!.setting;
  const readers = uses.map(({ service }) => service).join(', ');
  return cells([`\`${name}\``, defaults(uses), format, description, readers]);
}

function defaults(uses: readonly { service: string; setting: Setting }[]): string {
  const values = [...new Set(uses.map(({ setting }) => shown(setting)))];
  if (values.length === 1) return values[0]!;
  const readers = (value: string) =>
    uses.filter(({ setting }) => shown(setting) === value).map(({ service }) => service);
  return values.map((value) => `${value || 'none'} (${readers(value).join(', ')})`).join(', ');
}

const shown = ({ default: value }: Setting): string =>
  value === undefined ? 'none, has to be set' : value && `\`${value}\``;

function serviceRow({ service, settings }: ServiceSettings): string {
  const list = (is: (setting: Setting) => boolean) =>
    settings
      .filter(is)
      .map(({ name }) => `\`${name}\``)
      .toSorted()
      .join(', ');
  return cells([
    `\`${service}\``,
    list((setting) => !setting.onKafkaOnly && setting.default === undefined),
    list((setting) => !setting.onKafkaOnly && setting.default !== undefined),
    list((setting) => setting.onKafkaOnly),
  ]);
}

const cells = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
