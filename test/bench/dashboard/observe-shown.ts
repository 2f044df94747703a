/**
 * Runs in a page before its own scripts, as text: an event of the stream is shown once a frame has been
 * drawn after the page has changed. The events of a delta are a selection that arrival time has no part in.
 */
export const observeShown = `
  globalThis.shownDelays = [];
  let told = [];
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (type, listener) {
    listen.call(this, type, listener);
    if (type !== 'delta') return;
    listen.call(this, type, ({ data }) => {
      told.push(...JSON.parse(data).events.map(({ receivedAt }) => receivedAt));
    });
  };
  new MutationObserver(() => {
    const shown = told;
    told = [];
    if (shown.length === 0) return;
    requestAnimationFrame(() => setTimeout(() => {
      for (const receivedAt of shown) shownDelays.push(Date.now() - receivedAt);
    }));
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;
