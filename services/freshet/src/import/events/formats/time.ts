import type { TimeUnit } from './columns.ts';

const msPerUnit = { s: 1000, ms: 1, us: 0.001 } as const;
/** Largest distance from 1970 that an ECMAScript time can have, in ms. */
const TIME_MS_MAX = 8.64e15;
const zone = /(Z|[+-]\d{2}:?\d{2}|UTC|GMT)$/i;

/** Epoch ms of a number in the unit, or of a date and time, which without a zone are UTC; undefined if it is no time. */
export function timeOf(text: string, unit: TimeUnit): number | undefined {
  if (text === '') return undefined;
  const ms = unit === 'text' ? parseText(text) : Math.round(Number(text) * msPerUnit[unit]);
  return Math.abs(ms) <= TIME_MS_MAX ? ms : undefined;
}

function parseText(text: string): number {
  // A date alone is UTC by ECMA-262; a time without a zone would be that of this machine.
  return Date.parse(zone.test(text) || !text.includes(':') ? text : `${text}Z`);
}
