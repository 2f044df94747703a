const LOCALE = 'en';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

/** Stands where there is nothing to tell. */
export const NOTHING = '–';

export function wholeText(value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : whole.format(value);
}

/** `12.3K` from 10,000 on, so that figures keep their width. */
export function countText(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  return Math.abs(value) < 10_000 ? whole.format(value) : compact.format(value);
}

/** So many decimals, always. */
export function decimalText(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  return value
    .toFixed(decimals)
    .replace(/^-(?=0(\.0*)?$)/, '')
    .replace('-', '−');
}

/** Of a share from 0 to 1. */
export function percentText(share: number | null | undefined, decimals = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NOTHING;
  return `${decimalText(share * 100, decimals)} %`;
}

/** With its sign, of a change of so much of what was. */
export function changeText(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NOTHING;
  return `${share > 0 ? '+' : ''}${percentText(share)}`;
}

/** A currency that is none (`null`, or no ISO code) is left beside the number. */
export function moneyText(amount: number, currency: string | null): string {
  if (currency !== null && /^[A-Z]{3}$/.test(currency)) {
    const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    const isLarge = Math.abs(amount) >= 100_000;
    return new Intl.NumberFormat(LOCALE, {
      ...style,
      ...(isLarge && { notation: 'compact', maximumFractionDigits: 1 }),
    }).format(amount);
  }
  return `${decimalText(amount)}${currency ? ` ${currency}` : ''}`;
}

const steps = ['B', 'KB', 'MB', 'GB'] as const;

export function bytesText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), steps.length - 1);
  return step === 0 ? `${bytes} B` : `${(bytes / 1024 ** step).toFixed(1)} ${steps[step]!}`;
}
