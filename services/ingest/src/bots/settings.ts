import { makeValidator, str } from '@freshet/runtime';
import { compileTrust } from './trusted-proxies.ts';

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
  TRUSTED_PROXIES: makeValidator<string>((text) => {
    compileTrust(text);
    return text;
  })({
    default: '',
    desc: 'Who may say in X-Forwarded-For whom a request is from: addresses and networks separated by commas, loopback, linklocal, uniquelocal; or none. Empty: visitors are not told apart by address, and one address may do as much as it likes.',
  }),
};
