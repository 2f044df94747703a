/** So many samples of a profile teach in an hour of event time: nobody teaches the ranker alone. */
export const LESSONS_PER_HOUR_MAX = 6;
/**
 * Counts kept per site. Profiles are spread over them by hash, and those that share one share its
 * lessons: at ten samples a second of visitors with five each, one in five does late in the hour; past
 * 55 a second all counts are full before the hour ends, and the rest of its samples teach nothing.
 */
export const LESSON_COUNTS = 32_768;
const HOUR_MS = 3_600_000;

/** How often profiles have taught in the newest hour. */
export interface HourlyLessons {
  /** Hours since 1970. */
  hour: number;
  /** LESSON_COUNTS counts, by hash of the profile. */
  readonly lessons: Uint8Array;
}

/**
 * Whether a sample of the profile may teach, which counts it. The hour only moves on: what comes late,
 * or from a partition that is behind, counts in the newest one.
 */
export function mayTeach(
  site: HourlyLessons,
  { profile, at }: { readonly profile: number; readonly at: number },
): boolean {
  const hour = Math.floor(at / HOUR_MS);
  if (hour > site.hour) {
    site.hour = hour;
    site.lessons.fill(0);
  }
  const place = profile % LESSON_COUNTS;
  if (site.lessons[place]! >= LESSONS_PER_HOUR_MAX) return false;
  site.lessons[place]!++;
  return true;
}
