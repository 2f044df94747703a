import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Around a table that may be wider than there is room for: it scrolls, by the keyboard as well. */
export function TableFrame({ children }: { readonly children: ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  const isCut = useSignal(false);
  useEffect(() => {
    const element = frame.current!;
    const watch = new ResizeObserver(() => {
      isCut.value = element.scrollWidth > element.clientWidth;
    });
    // Its own size changes with the page's, the table's with what stands in it.
    for (const observed of [element, ...element.children]) watch.observe(observed);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={frame} class="table-frame" {...(isCut.value && { tabIndex: 0 })}>
      {children}
    </div>
  );
}
