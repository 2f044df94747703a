import { type Topic, topics } from '@freshet/events';

/** A topic of letters that operators see to, and what became of them. */
export interface LetterBox {
  readonly letters: Topic;
  readonly settled: Topic;
  /** What a letter is called that went back to the events. */
  readonly sentBack: 'redriven' | 'released';
}

/** What could not be processed. */
export const deadLetterBox: LetterBox = {
  letters: topics.deadLetters,
  settled: topics.settledLetters,
  sentBack: 'redriven',
};

/** What bots are thought to have sent. */
export const quarantineBox: LetterBox = {
  letters: topics.behaviourQuarantine,
  settled: topics.settledQuarantine,
  sentBack: 'released',
};
