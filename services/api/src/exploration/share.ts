import type { RecommendationRequest, Slot } from '../query/recommendation-request.ts';

/** The part of a list's places that is given to young items; `otherwise`: where the slot says nothing. */
export function shareOf(
  { scenario, candidates, exploration }: Pick<Slot, 'scenario' | 'candidates' | 'exploration'>,
  { at }: Pick<RecommendationRequest, 'at'>,
  otherwise: number,
): number {
  // Whoever evaluates, or has candidates put into order, asks for the ranking alone.
  if (at !== null || scenario === 'raw' || candidates !== null) return 0;
  return exploration ?? otherwise;
}
