import { DayPlaces, type Figures } from '@freshet/attribution';
import { createCodec, schemaIdOf } from '@freshet/events';
import { figuresCodec, figuresRecord, readFigures } from './figures-value.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

const newest = version(122, 'day-places.1');
/** Each place as its line in `attribution.figures` would be. */
const values = createCodec<{ places: Buffer[] }>('day-places', [newest]);

export const dayPlacesCodec: ValueCodec<DayPlaces> = {
  encode: ({ places }) =>
    values.encode({ places: Array.from(places, (one) => figuresRecord(...one)) }),
  decode(bytes) {
    const day = new DayPlaces();
    for (const record of values.decode(bytes).places) {
      const { cell, figures } = readFigures(record);
      day.places.set(cell, figures);
    }
    return day;
  },
};

/** What the group figures keeps: of a cell, or of a day. */
export const figuresStateCodec: ValueCodec<Figures | DayPlaces> = {
  encode: (state) =>
    state instanceof DayPlaces ? dayPlacesCodec.encode(state) : figuresCodec.encode(state),
  decode: (bytes) =>
    schemaIdOf(bytes) === newest.id ? dayPlacesCodec.decode(bytes) : figuresCodec.decode(bytes),
};
