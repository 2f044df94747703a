import { fileURLToPath } from 'node:url';
import { makePackage } from './package-folder.ts';

await makePackage(fileURLToPath(new URL('../published', import.meta.url)));
