/** For those who serve files and pages, and make none of their own: without what bundles. */
export { type Asset, type AssetType, assetOf } from './asset.ts';
export { protectPages } from './protect-pages.ts';
export { serveAsset } from './serve-asset.ts';
