import type { Host } from '../extra.ts';
import { declaredBy } from '../page/declared.ts';

const ATTRIBUTE = 'data-item';
/** An item is seen when half of it, or as much of it as fills half the window, is visible for so long. */
const SEEN_SHARE = 0.5;
const SEEN_MS = 1_000;
/** How long changes of the page gather before it is looked through, in ms. */
const CHANGES_MS = 100;

/** `data-impressions`: tells of items that were seen, each once a page and answer. */
export default function start({ freshet }: Host): void {
  const told = new Set<string>();
  const pending = new Map<Element, ReturnType<typeof setTimeout>>();
  let watched = new WeakMap<Element, string | null>();
  let looking: unknown;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!isSeen(entry)) stop(entry.target);
        else if (!pending.has(entry.target)) {
          pending.set(entry.target, setTimeout(tell, SEEN_MS, entry.target));
        }
      }
    },
    // Items taller than the window fill half of it at any share of their own.
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, SEEN_SHARE] },
  );

  function stop(element: Element): void {
    clearTimeout(pending.get(element));
    pending.delete(element);
  }

  function tell(element: Element): void {
    pending.delete(element);
    observer.unobserve(element);
    const { itemId, ...from } = declaredBy(element, ATTRIBUTE);
    const key = JSON.stringify([itemId, from.recommId]);
    if (!itemId || told.has(key)) return;
    told.add(key);
    freshet.track('impression', { itemId, ...from });
  }

  function look(): void {
    looking = undefined;
    for (const element of document.querySelectorAll(`[${ATTRIBUTE}]`)) {
      const itemId = element.getAttribute(ATTRIBUTE);
      if (watched.get(element) === itemId) continue;
      watched.set(element, itemId);
      // Observed anew, it says at once where it is.
      observer.unobserve(element);
      observer.observe(element);
    }
  }

  function lookSoon(): void {
    looking ??= setTimeout(look, CHANGES_MS);
  }

  function beginAgain(): void {
    for (const element of pending.keys()) stop(element);
    observer.disconnect();
    watched = new WeakMap();
    lookSoon();
  }

  freshet.on('left', () => {
    told.clear();
    beginAgain();
  });
  // Nobody looks at a hidden page, which observers do not know.
  document.addEventListener('visibilitychange', beginAgain);
  new MutationObserver(lookSoon).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: [ATTRIBUTE],
  });
  look();
}

function isSeen({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry) {
  const share = rootBounds ? intersectionRect.height / rootBounds.height : 0;
  return Math.max(intersectionRatio, share) >= SEEN_SHARE && !document.hidden;
}
