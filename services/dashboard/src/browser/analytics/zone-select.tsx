export const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which zone days begin: the browser's, or that in which they are kept longest. */
export function ZoneSelect({
  zone,
  onChange,
}: {
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}) {
  return (
    <label class="row small">
      <span class="muted">Days of</span>
      <select
        class="input fit"
        value={zone}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {[...new Set([ownTimeZone, 'UTC'])].map((name) => (
          <option>{name}</option>
        ))}
      </select>
    </label>
  );
}
