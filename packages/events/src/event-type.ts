/** Of the name of an event's type. */
export const EVENT_TYPE_CHARACTERS_MAX = 64;

/** Types that mean something to us, `erase` among them; any other name is a site's own. */
export const knownEventTypes: ReadonlySet<string> = new Set(
  [
    'view click impression cart purchase refund rating dismiss identify alias erase',
    'retract retract:view retract:click retract:cart retract:purchase retract:dismiss',
  ].flatMap((names) => names.split(' ')),
);
