export { openEnvironment } from './environment.ts';
export { createEmbeddedStore } from './store.ts';
