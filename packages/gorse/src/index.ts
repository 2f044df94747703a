export { parseDuration } from './duration.ts';
export { eventsOf, type Feedback } from './feedback.ts';
export { eventTypes, isVisit, retractionTypes, USER_TYPE } from './feedback-type.ts';
export { answerAsGorse, BASE } from './manner.ts';
export { type Part, partOf, partsBehind, trimmed, userAndCategory } from './path.ts';
export { rowsIn } from './rows.ts';
export { parseTime, timeText } from './time.ts';
