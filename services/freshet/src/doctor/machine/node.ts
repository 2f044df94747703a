import { type Judgement, ok, problem } from '../finding.ts';

/** As in `engines` of package.json. */
const OLDEST = { major: 20, minor: 19 };

/** `version` as in `process.versions.node`. */
export function judgeNode(version: string): Judgement {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  if (isNew) return ok(`Node ${version}`);
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  return problem(
    `Node is version ${version}; Freshet needs ${oldest} or newer.`,
    `Install Node ${oldest} or newer, for example: nvm install ${OLDEST.major}`,
  );
}
