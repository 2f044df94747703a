import {
  type BusinessRule,
  businessRuleCodec,
  type RuleChange,
  ruleChangeCodec,
  ruleChangeKey,
  ruleKey,
  topics,
} from '@freshet/events';
import { recordOf } from '@freshet/rules';
import { FreshetError, type Logger } from '@freshet/runtime';
import { type Log, type LogRecord, type OutgoingRecord, ReadBack } from '@freshet/stream';
import { RuleBook, type SiteRuleBook } from './rule-book.ts';

/** How long a change that is in the log may take until it is read back here, in ms. */
const READ_BACK_MS_MAX = 10_000;
/** How often an entry of the trail moves on because another process has taken its number. */
const MOVES_MAX = 50;

/** A change to be made to one rule of a site. */
export interface WantedChange {
  readonly site: string;
  readonly ruleId: string;
  /** `put`, `delete` or `revert`. */
  readonly action: string;
  readonly by: string | null;
  /**
   * The rule as it is to be, null for none; told how everything stands, with no other change of this
   * process under way. What it throws is thrown on, and nothing is changed.
   */
  after(book: SiteRuleBook): BusinessRule | null;
}

/** The business rules of a deployment, as every API process follows them. */
export interface Rules {
  site(name: string): SiteRuleBook;
  /**
   * Resolves when the change is in the log and holds here, with its entry in the trail.
   * @throws what `after` throws; FreshetError LOG_UNREACHABLE when it is unknown whether it holds.
   */
  change(wanted: WantedChange): Promise<RuleChange>;
  close(): Promise<void>;
}

export interface RulesOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  /** The rules can no longer be followed; the process should exit with this reason. */
  onFatal(error: Error): void;
}

const topic = topics.recommendationRules.name;

/** Follows `recommendation.rules`; all that is there has been read when this resolves. */
export async function openRules({ log, logger, clock, onFatal }: RulesOptions): Promise<Rules> {
  const book = new RuleBook();
  const readBack = new ReadBack();
  let turn: Promise<unknown> = Promise.resolve();

  function take(record: LogRecord): void {
    try {
      book.take(record);
    } catch (err) {
      // Of a newer version: as it was before it may still be meant.
      logger.error({ err, topic, offset: record.offset }, 'a rule cannot be read; upgrade');
    }
    readBack.passed(record.offset);
  }

  await log.admin.ensureTopics([topics.recommendationRules]);
  const follower = await log.follow({ topic, record: take, onFatal });
  await follower.caughtUp;

  /** Publishes all or none and waits for the last one to be read; answers with its offset. */
  async function write(records: readonly OutgoingRecord[]): Promise<number> {
    const places = await log.publisher.publishAtomically(topic, records);
    const { offset } = places.at(-1)!;
    await readBack.until(offset, READ_BACK_MS_MAX, unread);
    return offset;
  }

  async function make({ after, ...wanted }: WantedChange): Promise<RuleChange> {
    const site = book.site(wanted.site);
    const known = site.rules.get(wanted.ruleId);
    const change = {
      ...wanted,
      at: clock(),
      number: site.last + 1,
      before: known === undefined ? null : recordOf(known),
      after: after(site),
    };
    const value = change.after && businessRuleCodec.encode(change.after);
    const key = ruleKey(wanted.site, wanted.ruleId);
    return settled(change, await write([{ key, value, partition: 0 }, entry(change)]));
  }

  /**
   * The entry as it stays in the trail. Processes that change rules at one moment give their entries one
   * number, and so one key: who comes second in the log puts the first one back and goes behind it.
   */
  async function settled(change: RuleChange, offset: number): Promise<RuleChange> {
    let [own, at] = [change, offset];
    for (let moves = 0; moves < MOVES_MAX; moves++) {
      const other = book.displacedBy(at);
      if (other === undefined) return own;
      own = { ...own, number: book.site(own.site).last + 1 };
      at = await write([entry(other), entry(own)]);
    }
    return own;
  }

  return {
    site: (name) => book.site(name),
    change(wanted) {
      const made = turn.then(() => make(wanted));
      turn = made.catch(() => undefined);
      return made;
    },
    close: () => follower.close(),
  };
}

function entry(change: RuleChange): OutgoingRecord {
  return { key: ruleChangeKey(change), value: ruleChangeCodec.encode(change), partition: 0 };
}

function unread(): FreshetError {
  return new FreshetError(
    'LOG_UNREACHABLE',
    `A change written to ${topic} was not read back within ${READ_BACK_MS_MAX} ms; it may hold: look before asking again.`,
  );
}
