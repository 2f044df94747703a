export { compileFilter } from './filter/filter.ts';
