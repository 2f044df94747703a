import {
  type BehaviourEvent,
  copiedEvent,
  type Handover,
  type MovedEvent,
  type MovedState,
  profileKey,
} from '@freshet/events';
import {
  ERASED_MS,
  isErased,
  isNobody,
  type Kept,
  type Mergeable,
  nobody,
  takeEvent,
  takeHandover,
} from '@freshet/identity';
import { keptCodec, type ValueCodec } from '@freshet/store';
import type { Processor, Result } from '@freshet/stream';
import { sourceOf } from '../processors/copied-source.ts';
import { handedOverIn, handoversOf, type HandoverScope } from './handover-message.ts';

/** An event as its processor reads it, what one profile tells another, or an event passed on so. */
type Told<Input> =
  | { readonly input: Input; readonly handover?: MovedEvent }
  | { readonly handover: Exclude<Handover, MovedEvent> };

type Inner<Input, State, Output, Observation> = Omit<
  Processor<Input, State, Output, Observation>,
  | 'at'
  | 'codec'
  | 'decode'
  | 'handovers'
  | 'key'
  | 'process'
  | 'receivedAt'
  | 'snapshot'
  | 'stateTtlS'
>;

/** A processor of events that keeps state by visitor, and need not know that visitors become one another. */
export interface ByVisitor<Input, State, Output, Observation = unknown>
  extends Inner<Input, State, Output, Observation>,
    Pick<Mergeable<State>, 'leaving'> {
  readonly codec: ValueCodec<State>;
  /** Seconds after its last change when a visitor's state may be dropped. */
  readonly stateTtlS: number;
  /** undefined: the event does not matter here. @throws Undecodable, UnknownSchema. */
  read(value: Uint8Array | null): Input | undefined;
  eventOf(input: Input): BehaviourEvent;
  /** Both as one; may change `own` in place. Of equal parts in any order much the same must come. */
  merge(own: State, other: State, moved: MovedState): Result<State, Output, Observation>;
  /** Never told of an erasure. */
  process(input: Input, state: State | undefined): Result<State, Output, Observation>;
}

/**
 * The processor with what `identify`, `alias` and `erase` mean for it. State that crosses partitions lies in
 * its own input, so it follows from each partition's log as everything else does.
 */
export function identified<Input, State, Output, Observation>(
  visitors: ByVisitor<Input, State, Output, Observation>,
  scope: Omit<HandoverScope, 'group'>,
): Processor<Told<Input>, Kept<State>, Output, Observation, Handover> {
  const { read, eventOf, process, codec, leaving, merge, stateTtlS, ...declared } = visitors;
  const mergeable: Mergeable<State> = { ...codec, leaving };
  const own: HandoverScope = { ...scope, group: declared.group };
  return {
    ...declared,
    codec: keptCodec(codec),
    stateTtlS: (_key, kept) => (isErased(kept) ? ERASED_MS / 1000 : stateTtlS),
    decode({ value }) {
      const handedOver = handedOverIn(value, own);
      if (handedOver !== undefined) {
        return { ...handedOver, inputs: handedOver.inputs.map((handover) => toldBy(handover)) };
      }
      const copy = copiedEvent(value);
      const input = read(copy === undefined ? value : copy.value);
      if (input === undefined) return { inputs: [] };
      const inputs = [{ input }];
      return copy === undefined ? { inputs } : { inputs, source: sourceOf(copy) };
    },
    key: keyOf,
    at: (told) => ('input' in told ? eventOf(told.input) : told.handover).at,
    receivedAt: (told) => ('input' in told ? eventOf(told.input) : told.handover).receivedAt,
    process(told, known) {
      const kept = known ?? nobody<State>();
      if (!('input' in told)) return hear(kept, told.handover);
      const event = eventOf(told.input);
      const { isHere, handovers } = takeEvent(keyOf(told), kept, event, told.handover);
      if (!isHere) return { state: orNothing(kept), outputs: [], handovers };
      const result = process(told.input, kept.state);
      kept.state = result.state;
      return { ...result, state: orNothing(kept), handovers };
    },
    ...(own.isOpen && { handovers: handoversOf(own) }),
  };

  function hear(
    kept: Kept<State>,
    handover: Exclude<Handover, MovedEvent>,
  ): Result<Kept<State>, Output, Observation, Handover> {
    const { arrived, handovers } = takeHandover(kept, handover, mergeable);
    if (arrived === undefined) return { state: orNothing(kept), outputs: [], handovers };
    const before = kept.state;
    const merged =
      before === undefined || handover.kind !== 'state'
        ? { state: arrived, outputs: [] }
        : merge(before, arrived, handover);
    kept.state = merged.state;
    return { ...merged, state: orNothing(kept), handovers };
  }

  function keyOf(told: Told<Input>): string {
    return told.handover?.key ?? profileKey(eventOf((told as { input: Input }).input));
  }

  function toldBy(handover: Handover): Told<Input> {
    if (handover.kind !== 'event') return { handover };
    const input = read(handover.value);
    if (input === undefined)
      throw new TypeError(`${declared.group} passed on what it does not read`);
    return { input, handover };
  }
}

function orNothing<State>(kept: Kept<State>): Kept<State> | undefined {
  return isNobody(kept) ? undefined : kept;
}
