import type { Logger } from '@freshet/runtime';

/** Says nothing: for tests whose subject is not what is logged. */
export const quietLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
