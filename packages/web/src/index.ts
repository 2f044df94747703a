export { type Asset, type AssetType, assetOf } from './asset.ts';
export { type BundleOptions, bundleScript, bundleStyles } from './bundle.ts';
export { protectPages, type Sources } from './protect-pages.ts';
export { serveAsset, type ServeOptions } from './serve-asset.ts';
