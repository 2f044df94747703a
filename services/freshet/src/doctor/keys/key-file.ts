import { endOf, readKeyFile } from '@freshet/access';
import { FreshetError, requireGuard } from '@freshet/runtime';
import { type Judgement, ok, problem, warning } from '../finding.ts';

/** Keys that a finding names; of further ones it says how many. */
const NAMED_MAX = 3;

export interface KeySettings {
  /** Where the keys are; '' where KEYS_FILE is not set. */
  readonly path: string;
  readonly host: string;
  /** Whether the check of the disk looks at its folder. */
  readonly isInDataDir: boolean;
  /** Epoch ms. */
  readonly now: number;
}

type KeyFile = NonNullable<Awaited<ReturnType<typeof readKeyFile>>>;

/** Whether services start with these keys, and who may use them. */
export async function judgeKeys(settings: KeySettings): Promise<readonly Judgement[]> {
  const { path } = settings;
  try {
    const file = path === '' ? undefined : await readKeyFile(path);
    requireKeys(settings, file);
    if (file === undefined) return [ok('there are no keys: open to all on this machine')];
    const found = [...judgeMode(path, file), ...judgeOrigins(file, settings.now)];
    return found.length > 0 ? found : [ok(`${path}: ${file.keys.length} keys`)];
  } catch (error) {
    if (!(error instanceof FreshetError)) throw error;
    if (settings.isInDataDir && isOfNoFolder(error)) return [];
    return [problem(error.message, mends[error.code] ?? mends.KEYS_INVALID!)];
  }
}

const isOfNoFolder = ({ cause }: FreshetError) =>
  (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOTDIR';

/** As services do when they start. */
function requireKeys({ path, host }: KeySettings, file: KeyFile | undefined): void {
  requireGuard(host, {
    of: 'What visitors send, and what is known of them,',
    isThere: (file?.keys.length ?? 0) > 0,
    remedy: `Make keys with freshet keys create (${path === '' ? 'and set KEYS_FILE' : `in ${path}`})`,
  });
}

function judgeMode(path: string, { isForAll }: KeyFile): readonly Judgement[] {
  if (!isForAll) return [];
  return [warning(`Every user can read or write ${path}.`, `chmod o= ${path}`)];
}

function judgeOrigins({ keys }: KeyFile, now: number): readonly Judgement[] {
  const anywhere = keys.filter(
    (key) =>
      key.kind === 'publishable' && key.origins.length === 0 && endOf(key, now) === undefined,
  );
  if (anywhere.length === 0) return [];
  const named = anywhere.slice(0, NAMED_MAX).map(({ id }) => id);
  const more = anywhere.length > NAMED_MAX ? ` and ${anywhere.length - NAMED_MAX} more` : '';
  return [
    warning(
      `Pages of any origin may use the publishable keys ${named.join(', ')}${more}.`,
      'Make others with freshet keys create --publishable --origins …, and freshet keys revoke these.',
    ),
  ];
}

const mends: Readonly<Partial<Record<string, string>>> = {
  HOST_EXPOSED: 'freshet keys create, or leave HOST at 127.0.0.1',
  KEYS_UNREADABLE: 'Give it to the user that Freshet runs as (chown), or set KEYS_FILE.',
  KEYS_VERSION_UNSUPPORTED: 'Run the version of Freshet that wrote it, or make the keys anew.',
  KEYS_INVALID: 'Bring back a copy of the file, or move it away and make the keys anew.',
};
