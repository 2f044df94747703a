interface Page {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** Calls back whenever the page is hidden, which is the last that a page that is left hears; never where there is none. */
export function whenHidden(callback: () => void): { stop(): void } {
  const { document: page } = globalThis as { readonly document?: Page };
  const listener = () => {
    if (page?.visibilityState === 'hidden') callback();
  };
  page?.addEventListener('visibilitychange', listener);
  return { stop: () => page?.removeEventListener('visibilitychange', listener) };
}
