/** One line of an order or a cart. */
export interface OrderLine {
  itemId: string;
  quantity: number;
  /** Price of one piece in the event's currency. */
  price: number | null;
  /** What the catalogue said of the item when the event came in. */
  categories: string[];
}

/**
 * One act of one visitor as it lies in `behaviour.events`. Times are epoch milliseconds. At least
 * one of `userId` and `anonymousId` is set.
 */
export interface BehaviourEvent {
  /** Unique per act; the same id counts once. */
  id: string;
  site: string;
  /** One of `knownEventTypes`, or a custom name. */
  type: string;
  userId: string | null;
  anonymousId: string | null;
  sessionId: string | null;
  itemId: string | null;
  /** Categories of `itemId`, written by ingest from its catalogue table. */
  categories: string[];
  items: OrderLine[];
  orderId: string | null;
  /** What it is worth; of a `rating` how good, of a `dismiss` how many seconds later it holds. */
  value: number | null;
  currency: string | null;
  /** When the client says it happened. */
  occurredAt: number | null;
  receivedAt: number;
  /** The effective time that scores use: never later than `receivedAt`. */
  at: number;
  /** The answer of the API that the act goes back to. */
  recommId: string | null;
  /** Where the item stood in that answer, from 1; null: not told. */
  position: number | null;
  /** JSON text. */
  context: string | null;
  /** JSON text. */
  properties: string | null;
  /** Set on imported history: its source and its place there, rising within each profile. */
  history: { source: string; sequence: number } | null;
  /** Of an `alias`: who the user was until now. */
  previousId: string | null;
  /** The purposes that the visitor has agreed to, such as `analytics`; null: not told. */
  consent: string[] | null;
}

/**
 * What one batch of one partition of `behaviour.events` says to the items of one partition of
 * `item.signals`, in columns (measured 3× faster to decode than an array of records). Entry i is one
 * signal: `items[i]` was visited (`visits[i]`) and met `neighbourCounts[i]` neighbours.
 */
export interface ItemSignals {
  sourcePartition: number;
  /** Offset in the source partition of the event behind each signal, rising. */
  readonly offsets: readonly number[];
  /** Item keys, joined by newlines. */
  items: string;
  /** float64: effective time of each event. */
  at: Buffer;
  /** float64: when ingest received each event. */
  receivedAt: Buffer;
  /** 48 bits, little-endian: hash of the profile that each signal comes from. */
  visitors: Buffer;
  /** uint8: 1 where the signal is a visit of the item, 0 where it only brings neighbours. */
  visits: Buffer;
  /** uint8: what each signal adds to its item's popularity. */
  popularity: Buffer;
  /** uint8: how much of each signal counts, 255: all; empty where all of them do. */
  credits: Buffer;
  /** uint8: how many of the neighbours belong to each signal. */
  neighbourCounts: Buffer;
  /** 48 bits, little-endian: hashes of item ids of the same site. */
  neighbours: Buffer;
  /** uint8: of each neighbour, how many distinct items lay between, from 1. */
  distances: Buffer;
  /**
   * uint8: 0 where the item was not bought, else how many items its order had that are told of each
   * other, itself included; empty where nothing was bought.
   */
  orders: Buffer;
  /** 48 bits, little-endian: hashes of the other items of each order, one behind the other. */
  boughtWith: Buffer;
}

/** What the whole fleet needs to know of an item; the newest record of a key replaces the others. */
export interface ItemStats {
  site: string;
  itemId: string;
  visits: number;
  /** The same, decaying as neighbours' lifetime weights do, in `recommend`'s log2 form. */
  visitLevel: number;
  /** Different visitors, as far as they are told apart: 3 means 3 or more. */
  visitors: number;
  lastSeen: number;
  /** Decaying counters in the order of `recommend`'s COUNTERS, in its log2 form. */
  levels: number[];
}

/**
 * Lessons for the ranker from one batch of one partition of `behaviour.events`, in columns. Entry i is
 * one sample: what was known of all candidates when a visitor chose one of them.
 */
export interface RankerSamples {
  sourcePartition: number;
  /** Offset in the source partition of the event behind each sample, rising. */
  readonly offsets: readonly number[];
  /** Which features these are: samples of another version mean something else. */
  version: number;
  /** Joined by newlines. */
  sites: string;
  /** float64: effective time of each event. */
  at: Buffer;
  /** float64: when ingest received each event. */
  receivedAt: Buffer;
  /** 48 bits, little-endian: hash of each visitor's profile key. */
  profiles: Buffer;
  /** uint8, one for each circumstance: which of the ranker's weights each sample is for. */
  buckets: Buffer;
  /** uint16, little-endian: the candidate that was chosen. */
  targets: Buffer;
  /** uint16, little-endian: how many candidates each sample has. */
  sizes: Buffer;
  /** float64: how many candidates each one but the chosen stands for. */
  others: Buffer;
  /** uint8: the features of each candidate of each sample, one after another. */
  features: Buffer;
}

/** Everything the ranker has learned of one site; columns are float64, little-endian, bucket by bucket. */
export interface LearnedWeights {
  /** Of the feature set, which also says how many there are. */
  version: number;
  /** How many taught each bucket. */
  readonly samples: readonly number[];
  weights: Buffer;
  /** The weights smoothed, as answers use them. */
  served: Buffer;
  /** Decayed sums of squared gradients. */
  squares: Buffer;
}

/** What an operator tells the ranker of a site, among its samples. */
export interface RankerCommand {
  site: string;
  /** `freeze`: learn nothing · `thaw`: learn again · `reset`: the start weights · `import`: `weights`. */
  command: string;
  /** When it was given, epoch ms. */
  at: number;
  /** null but for `import`. */
  weights: LearnedWeights | null;
}

/** The weights of a site; the newest record of a key replaces the others. */
export interface RankerWeights extends LearnedWeights {
  site: string;
  /** Effective time of the last event that taught, epoch ms; 0: none yet. */
  at: number;
  frozen: boolean;
}

export interface CatalogueItem {
  site: string;
  itemId: string;
  title: string | null;
  url: string | null;
  image: string | null;
  categories: string[];
  price: number | null;
  currency: string | null;
  available: boolean;
  publishedAt: number | null;
  /** JSON text. */
  properties: string | null;
}

/** A record that could not be processed or is not to be, kept whole with its origin. */
export interface DeadLetter {
  topic: string;
  partition: number;
  offset: number;
  group: string;
  /** What the group was doing with it. */
  step: string;
  code: string;
  message: string;
  at: number;
  key: Buffer | null;
  value: Buffer | null;
}

/** What became of dead letters; a later record of the same letter replaces an earlier one. */
export interface SettledLetters {
  /** In `dead.letters`. */
  offsets: readonly number[];
  /** `redriven`, `released`: back among the events · `purged`: not wanted any more. */
  outcome: string;
  at: number;
}

/** What a deployment signs with what it gives out and wants to know again. */
export interface SigningKey {
  /** 32 random bytes. */
  secret: Buffer;
}
