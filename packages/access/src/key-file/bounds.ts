/** Keys of one file, also of those that count no more; `freshet keys create` says so at the bound. */
export const KEYS_MAX = 10_000;
/** Origins of one publishable key. */
export const ORIGINS_MAX = 100;
/** Characters of a label. */
export const LABEL_MAX = 128;
/** A file of as many keys, each with a long list of origins, has less. */
export const FILE_BYTES_MAX = 64 * 1024 * 1024;
