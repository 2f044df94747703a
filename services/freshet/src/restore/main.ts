export { FORMAT_VERSION as lmdbFormat } from '@freshet/store/embedded';
