import { FreshetError, type Logger, type Registry, requireGuard } from '@freshet/runtime';
import { readKeyFile } from './key-file/read.ts';
import { watchFile } from './key-file/watch.ts';
import type { KeyRecord } from './keys/key-record.ts';
import { KeyRing } from './keys/key-ring.ts';
import { observeKeys } from './metrics.ts';

/** Of the file that the embedded form keeps its keys in, in DATA_DIR. */
export const KEYS_NAME = 'keys.json';

export interface AccessOptions {
  /** Where the keys are; '' for a process that is given none. */
  readonly path: string;
  /** What the server is to listen on. */
  readonly host: string;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Who may do what, by the keys as they are now. */
export interface Access {
  /** There has been no key so far: whoever reaches the server, which is this machine, may do everything. */
  readonly isOpen: boolean;
  /** The key that a text is, if it counts. */
  find(text: string): KeyRecord | undefined;
  /** What tokens of a site's users are signed with, newest first. */
  identitySecrets(site: string): readonly Uint8Array[];
  /** What is wrong with the key file as it is now; the keys read last count until it is mended. */
  readonly fault: string | undefined;
  close(): void;
}

/** Of a server that takes no keys: what it does for others is not theirs to be refused. */
export const openAccess: Access = {
  isOpen: true,
  find: () => undefined,
  identitySecrets: () => [],
  fault: undefined,
  close() {},
};

/**
 * Reads the keys and follows their file.
 * @throws FreshetError HOST_EXPOSED where others could reach a server without keys, KEYS_UNREADABLE,
 * KEYS_INVALID, KEYS_VERSION_UNSUPPORTED.
 */
export async function followAccess(options: AccessOptions): Promise<Access> {
  const { path, host, registry, logger, clock } = options;
  // Before it is read, so that no change falls between.
  const watch = path === '' ? undefined : await watchFile(path, readAgain);
  let file = path === '' ? undefined : await readKeyFile(path);
  let ring = new KeyRing(file?.keys ?? []);
  let isOpen = ring.size === 0;
  let fault: string | undefined;
  requireGuard(host, {
    of: 'What visitors send, and what is known of them,',
    isThere: !isOpen,
    remedy: `Make keys with freshet keys create (${path === '' ? 'and set KEYS_FILE' : `in ${path}`})`,
  });
  say();

  function say(): void {
    if (file?.isForAll === true) logger.warn({ path }, 'every user can read the key file');
    if (isOpen) logger.info({ path, host }, 'there are no keys: open to all on this machine');
    else logger.info({ path, keys: ring.size }, 'keys are read');
  }

  async function readAgain(): Promise<void> {
    try {
      const next = await readKeyFile(path);
      // A file that is gone is no reason to let everybody in, nor is one of which every key was taken out.
      if (next === undefined && file !== undefined) throw gone(path);
      [file, fault] = [next, undefined];
      ring = new KeyRing(next?.keys ?? []);
      isOpen &&= ring.size === 0;
      say();
    } catch (error) {
      fault = (error as Error).message;
      logger.error({ err: error, path, keys: ring.size }, 'the keys read before stay in force');
    }
  }

  observeKeys(registry, { count: () => ring.size, isFaulty: () => fault !== undefined });
  return {
    get isOpen() {
      return isOpen;
    },
    find: (text) => ring.find(text, clock()),
    identitySecrets: (site) =>
      (file?.identities ?? []).filter((one) => one.site === site).map((one) => one.secret),
    get fault() {
      return fault;
    },
    close: () => watch?.close(),
  };
}

function gone(path: string): FreshetError {
  return new FreshetError('KEYS_UNREADABLE', `The key file ${path} is gone.`, { path });
}
