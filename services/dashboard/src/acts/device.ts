import Bowser from 'bowser';

interface Device {
  /** `Chrome`, `Firefox`, …; `unknown`. */
  readonly browser: string;
  /** `Windows`, `Android`, …; `unknown`. */
  readonly system: string;
  /** `desktop`, `mobile`, `tablet`, `tv`, `bot`; `unknown`. */
  readonly device: string;
}

const UNKNOWN: Device = { browser: 'unknown', system: 'unknown', device: 'unknown' };
/** Parsed ones that are kept: a site has few hundred different ones a day, and each takes 20 µs. */
const KNOWN_MAX = 1_000;
const CHARS_MAX = 512;
const known = new Map<string, Device>();

/** What a browser says it is. */
export function deviceOf(userAgent: string): Device {
  if (userAgent === '') return UNKNOWN;
  const text = userAgent.slice(0, CHARS_MAX);
  const before = known.get(text);
  if (before !== undefined) return before;
  const device = parse(text);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, device);
  return device;
}

function parse(userAgent: string): Device {
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    browser: browser.name || 'unknown',
    system: os.name || 'unknown',
    device: platform.type || 'unknown',
  };
}
