export { FORMAT_VERSION, formatVersion, openEnvironment, openToRead } from './environment.ts';
export { createSnapshots, DATA_FILE, type Snapshots } from './snapshots.ts';
export { ownerOf } from './owner.ts';
export { createEmbeddedStore } from './store.ts';
export { oweRewrite, rewriteIfOwed } from './rewrite.ts';
