export {
  type Applied,
  type Change,
  type Fence,
  type State,
  type StatePartition,
  type StateRef,
  type Store,
  type Write,
  WRITES_MAX,
} from './store.ts';
