export { openEnvironment, openToRead } from './environment.ts';
export { DATA_FILE, FORMAT_VERSION, formatVersion } from './file-format.ts';
export { createSnapshots, type Snapshots } from './snapshots.ts';
export { ownerOf } from './owner.ts';
export { createEmbeddedStore } from './store.ts';
export { oweRewrite, rewriteIfOwed } from './rewrite.ts';
