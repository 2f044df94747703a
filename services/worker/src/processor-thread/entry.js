// On Node 20 tsx's hooks, and so TypeScript, end at the main thread (privatenumber/tsx#354): each
// thread has to register its own before it can load anything.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
