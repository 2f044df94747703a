import type { DashboardAct } from '@freshet/events';
import { deviceOf } from './device.ts';

type Page = NonNullable<DashboardAct['page']>;

interface Context {
  readonly url?: unknown;
  readonly referrer?: unknown;
  readonly userAgent?: unknown;
  readonly campaign?: unknown;
}

/** Of the context of a `page` event as the beacon sends it; whatever else it may be says nothing. */
export function pageOf(context: string | null): Page {
  const { url, referrer, userAgent, campaign } = contextOf(context);
  const [here, before] = [addressOf(url), addressOf(referrer)];
  return {
    // Without query and fragment, which hold what must not be kept, and are too many.
    path: here === undefined ? '' : here.host + here.pathname,
    // Within the site it says nothing.
    referrer: before === undefined || before.host === here?.host ? '' : before.host,
    campaign: campaignOf(campaign),
    ...deviceOf(typeof userAgent === 'string' ? userAgent : ''),
  };
}

/** @returns an empty context for what is none. */
function contextOf(text: string | null): Context {
  if (text === null) return {};
  try {
    const context: unknown = JSON.parse(text);
    return typeof context === 'object' && context !== null ? context : {};
  } catch {
    return {};
  }
}

/** The address of the page of any event; null when it was not told. */
export function urlOf(context: string | null): string | null {
  const { url } = contextOf(context);
  return typeof url === 'string' ? url : null;
}

/** What did it by its own account; null when it was not told. */
export function agentOf(context: string | null): string | null {
  // Few events tell it, and reading all of each context would cost more than counting does.
  if (context === null || !context.includes('"userAgent"')) return null;
  const { userAgent } = contextOf(context);
  return typeof userAgent === 'string' && userAgent !== '' ? userAgent : null;
}

function addressOf(url: unknown): URL | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  return new URL(url);
}

function campaignOf(campaign: unknown): string {
  if (typeof campaign !== 'object' || campaign === null) return '';
  const { source, medium, name } = campaign as Record<string, unknown>;
  const parts = [source, medium, name].filter((part) => typeof part === 'string' && part !== '');
  return parts.join(' / ');
}
