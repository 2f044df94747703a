import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { OwnSession } from './own-session.tsx';
import { ThemeSwitch } from '../theme/theme-switch.tsx';
import type { PageGroup } from './pages.ts';
import { SiteSwitch } from '../site/site-switch.tsx';

export function Navigation({ groups }: { readonly groups: readonly PageGroup[] }) {
  const { path } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where there is no room for all of them, the page that is shown is not beyond the edge.
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (!nav.current || !current) return;
    const { left, width } = current.getBoundingClientRect();
    nav.current.scrollLeft += left + width / 2 - nav.current.clientWidth / 2;
  }, [path]);
  return (
    <header class="rail">
      <a class="brand" href="/dashboard">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path d="M4 11c6-6 11 6 24 0M4 17c6-6 11 6 24 0M4 23c6-6 11 6 24 0" />
        </svg>
        <span>Freshet</span>
      </a>
      <nav ref={nav} aria-label="Back office">
        {groups.map(({ name, pages }) => (
          <section aria-label={name}>
            <h2>{name}</h2>
            <ul>
              {pages.map((page) => (
                <li>
                  <a href={page.path} aria-current={page.path === path ? 'page' : undefined}>
                    {page.name}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div class="rail-choices">
        <SiteSwitch />
        <ThemeSwitch />
        <OwnSession />
      </div>
    </header>
  );
}
