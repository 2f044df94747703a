export { agentFlag, isBotAgent } from './agent.ts';
export { ItemTallies } from './item-tallies.ts';
export { ProfilePaces } from './profile-paces.ts';
export { type FlagReason, flagReasons } from './reason.ts';
export { type BotLimits, shippedLimits } from './shipped-limits.ts';
export { visitedItems } from './visited-items.ts';
