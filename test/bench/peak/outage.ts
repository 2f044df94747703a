import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figure.ts';
import { type Site, untilDrained } from './site.ts';

const PER_SECOND = 2_000;
/** Under load, before the brokers go and after they are back. */
const MARGIN_S = 1;

/** Every broker killed under load: what the journal takes meanwhile, and how soon it is handed on. */
export async function outage(site: Site, seconds: number): Promise<readonly Figure[]> {
  const { kafka, visitors } = site;
  const load = { perSecond: PER_SECOND, seconds: seconds + 2 * MARGIN_S };
  const posting = visitors.ask('post', load);
  await delay(MARGIN_S * 1000);
  await Promise.all(kafka.nodes.map((node) => node.kill('SIGKILL')));
  await delay(seconds * 1000);
  await Promise.all(kafka.nodes.map((node) => node.restart()));
  const [posted, drained] = [await posting, await untilDrained(site)];
  return [
    {
      name: 'outage-accepted',
      unit: 'events/s',
      value: posted.accepted / posted.seconds,
      against: 'what the visitors had to send',
      reference: PER_SECOND,
      target: { of: 'ratio', atLeast: 0.95 },
    },
    {
      name: 'outage-journaled',
      unit: 'events',
      value: posted.journaled,
      against: 'events accepted',
      reference: posted.accepted,
    },
    {
      name: 'outage-drain',
      unit: 's',
      value: drained,
      against: 'the outage; from brokers and visitors done on',
      reference: seconds,
    },
  ];
}
