export { FORMAT_VERSION, formatVersion, openEnvironment, openToRead } from './environment.ts';
export { ownerOf } from './owner.ts';
export { createEmbeddedStore } from './store.ts';
