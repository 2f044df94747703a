/** As `/v1/admin/dead-letters` answers. */
export interface Letter {
  readonly offset: number;
  /** Epoch ms. */
  readonly filedAt: number;
  readonly status: 'open' | 'redriven';
  readonly origin: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly group: string;
  };
  readonly step: string;
  readonly code: string;
  readonly message: string;
  readonly key: string | null;
  readonly bytes: number;
}

export interface WholeLetter extends Letter {
  readonly keyBase64: string | null;
  readonly valueBase64: string | null;
  /** null: it is no text. */
  readonly valueText: string | null;
  /** Of a row of another protocol: whose it would have been, and whether only its beginning was kept. */
  readonly site?: string;
  readonly isCut?: boolean;
}

export interface LetterPage {
  readonly letters: readonly Letter[];
  /** To be sent as `after`; null: that was all. */
  readonly next: number | null;
  readonly end: number;
}

export interface LetterFilter {
  readonly topic: string;
  readonly group: string;
  readonly code: string;
  readonly status: string;
}

export const everyOpenLetter: LetterFilter = { topic: '', group: '', code: '', status: 'open' };

/** What a change is about, in the words of the service: all of it, where nothing is filtered by. */
export function selectionOf({ topic, group, code }: LetterFilter): Record<string, unknown> {
  const told = Object.entries({ topic, group, code }).filter(([, value]) => value !== '');
  return told.length > 0 ? Object.fromEntries(told) : { all: true };
}

const ROW_BYTES = 16;

/** Bytes as a hex dump: offset, sixteen bytes, and what of them is ASCII. */
export function hexDump(base64: string): string {
  const bytes = Array.from(atob(base64), (character) => character.charCodeAt(0));
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    const row = bytes.slice(at, at + ROW_BYTES);
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.'));
    rows.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text.join('')}`);
  }
  return rows.join('\n');
}
