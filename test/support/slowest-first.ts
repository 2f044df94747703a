import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Slow files that are small, and so would begin last: each would keep one worker busy while the others
 * have nothing left to do.
 */
const SLOW =
  /\/(failpoints|identity|attribution-crashes|delivery-modes|lost-store|ranker-crashes|merge-steps|same-profiles|evaluate-pipeline|chaos|hung-handler|dashboard-history|replay|rolling-restart|scaling)\.test\.ts$/;

/** Vitest's order, project by project and large files first, but in each project the slow ones before. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is not of an array
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId);
      return [...own.filter(isSlow), ...own.filter((file) => !isSlow(file))];
    });
  }
}
