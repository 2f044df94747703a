import { settings, str } from '@freshet/runtime';

/** What `createIngest` takes for them. */
export function botOptions(config: {
  readonly BOTS: 'flag' | 'off';
  readonly TRUSTED_PROXIES: string;
}) {
  return config.BOTS === 'off' ? {} : { bots: { trustedProxies: config.TRUSTED_PROXIES } };
}

/** Settings of what ingest takes for bots. */
export const botSettings = {
  BOTS: str<'flag' | 'off'>({
    choices: ['flag', 'off'],
    default: 'flag',
    desc: 'Whether what bots send is set aside in behaviour.quarantine; off, where your own tests are headless browsers that shall count.',
  }),
  TRUSTED_PROXIES: settings.TRUSTED_PROXIES,
};
