import { printable } from '@freshet/runtime';
import type { Letter, Redriven, WholeLetter } from './letters.ts';

/** Bytes of a letter that a dump shows, and characters of one that is text. */
const DUMPED_BYTES_MAX = 512;
const TEXT_CHARS_MAX = 4_096;
const ROW_BYTES = 16;

export function letterLine({ offset, filedAt, status, origin, code, message }: Letter): string {
  const { topic, partition, offset: at, group } = origin;
  const place = at < 0 ? topic : `${topic}/${partition}@${at}`;
  const when = new Date(filedAt).toISOString();
  const note = status === 'open' ? '' : ` [${status}]`;
  return printable(`${offset}  ${when}  ${place}  ${group}  ${code}${note}  ${message}\n`);
}

export function letterText(letter: WholeLetter): string {
  const { offset, filedAt, status, origin, step, code, message, key, bytes } = letter;
  const rows = {
    letter: `${offset}, filed ${new Date(filedAt).toISOString()}, ${status}`,
    origin: originText(letter),
    group: `${origin.group}, at step ${step}`,
    reason: `${code}: ${message}`,
    key: key ?? '(none)',
    value: `${bytes} bytes${letter.isCut ? ', the beginning of more' : ''}`,
  };
  const head = Object.entries(rows).map(([name, value]) => `${name.padEnd(7)} ${value}\n`);
  const { valueText, valueBase64 } = letter;
  const value =
    valueText === null ? dump(Buffer.from(valueBase64 ?? '', 'base64')) : cut(valueText);
  return printable(head.join('') + value);
}

/** What was refused before it came to a topic has no place there, but a site. */
function originText({ origin: { topic, partition, offset }, site }: WholeLetter): string {
  return site === undefined
    ? `${topic}, partition ${partition}, offset ${offset}`
    : `${topic} of site ${site}`;
}

export function redrivenText({ redriven, already, refused, refusals }: Redriven): string {
  const before = already > 0 ? `, ${already} had been before` : '';
  const reasons = refusals.map(
    ({ offset, code, message }) => `  ${offset} stays: ${code}: ${message}\n`,
  );
  const more = refused > refusals.length ? `  … and ${refused - refusals.length} more\n` : '';
  return printable(`${redriven} redriven${before}, ${refused} refused\n${reasons.join('')}${more}`);
}

const cut = (text: string): string =>
  text.length > TEXT_CHARS_MAX
    ? `${text.slice(0, TEXT_CHARS_MAX)}\n… (--json has all)\n`
    : `${text}\n`;

/** Offset, bytes in hex, printable ASCII. */
function dump(bytes: Buffer): string {
  const shown = bytes.subarray(0, DUMPED_BYTES_MAX);
  let text = '';
  for (let at = 0; at < shown.length; at += ROW_BYTES) {
    const row = shown.subarray(at, at + ROW_BYTES);
    const hex = (row.toString('hex').match(/../g) ?? []).join(' ');
    const ascii = row.toString('latin1').replace(/[^ -~]/g, '.');
    text += `${at.toString(16).padStart(8, '0')}  ${hex.padEnd(3 * ROW_BYTES - 1)}  ${ascii}\n`;
  }
  return bytes.length > shown.length ? `${text}… (--json has all)\n` : text;
}
