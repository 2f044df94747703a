import type { Sites } from '../../shapes/sites.ts';
import { useCall } from '../api/use-call.ts';
import { chooseSite, DEFAULT_SITE, site } from './site.ts';

const AGAIN_MS = 60_000;

/** Which site the pages are about; nothing where there is only one. */
export function SiteSwitch() {
  const { data } = useCall<Sites>('/v1/dashboard/sites', { everyMs: AGAIN_MS }).answer.value;
  // One that was chosen before stays to be seen and left, also while nothing is known of it.
  const names = [...new Set([...(data?.sites ?? [DEFAULT_SITE]), site.value])];
  if (names.length < 2) return null;
  return (
    <label class="rail-choice">
      <span>Site</span>
      <select value={site.value} onChange={({ currentTarget }) => chooseSite(currentTarget.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
