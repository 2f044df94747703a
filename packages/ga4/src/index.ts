export { type Act, actOf, type Line } from './act.ts';
export { createDataLayerReader, type Told } from './data-layer.ts';
