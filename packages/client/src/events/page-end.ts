interface Page {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** Calls back whenever the page is hidden, which is the last that a page that is left hears; never where there is none. */
export function whenHidden(callback: () => void): { isHidden(): boolean; stop(): void } {
  const { document: page } = globalThis as { readonly document?: Page };
  const isHidden = () => page?.visibilityState === 'hidden';
  const listener = () => {
    if (isHidden()) callback();
  };
  page?.addEventListener('visibilitychange', listener);
  return { isHidden, stop: () => page?.removeEventListener('visibilitychange', listener) };
}
