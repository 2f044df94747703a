import type { Signal } from '@preact/signals';
import { Tabs } from './tabs.tsx';

interface RangeTabsProps<T> {
  readonly ranges: readonly T[];
  readonly chosen: Signal<T>;
  /** What else there is to do once one is chosen. */
  readonly onChoose?: () => void;
}

/** Which span of time a page is about, alike on every page that has the choice. */
export function RangeTabs<T extends { readonly name: string }>({
  ranges,
  chosen,
  onChoose,
}: RangeTabsProps<T>) {
  return (
    <Tabs
      label="Time range"
      choices={ranges}
      chosen={chosen.value}
      nameOf={({ name }) => name}
      onChoose={(one) => {
        chosen.value = one;
        onChoose?.();
      }}
    />
  );
}
