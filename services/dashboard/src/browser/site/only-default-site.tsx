import { DEFAULT_SITE, site } from './site.ts';

/** Says of a page that it is about the default site, where another one was chosen. */
export function OnlyDefaultSite({ of }: { /** What the page shows. */ readonly of: string }) {
  if (site.value === DEFAULT_SITE) return null;
  return (
    <p class="notice warn">
      <span>
        {of} can be asked for of the site <strong>{DEFAULT_SITE}</strong> alone; this is not{' '}
        <strong>{site.value}</strong>.
      </span>
    </p>
  );
}
