import { describe, expect, it } from 'vitest';
import { type Draft, documentOf, draftOf, emptyDraft, newVariant, partsOf } from './draft.ts';

describe('an experiment while it is filled in', () => {
  it('says what is set and nothing else', () => {
    expect(documentOf(emptyDraft)).toEqual({
      scenarios: ['home'],
      holdout: 0.02,
      variants: [
        { name: 'a', share: 1 },
        { name: 'b', share: 1 },
      ],
    });
    const draft: Draft = {
      scenarios: ['cart', 'home'],
      holdout: '2.3',
      variants: [
        {
          ...newVariant('wide'),
          share: '3',
          weights: 'start',
          diversity: '0.3',
          maxPerCategory: '2',
          boosts: [{ filter: 'item.price < 50', factor: '2' }],
        },
        { ...newVariant('plain'), strategy: 'popular', weights: 'start' },
      ],
    };
    expect(documentOf(draft)).toEqual({
      scenarios: ['cart', 'home'],
      holdout: 0.023,
      variants: [
        {
          name: 'wide',
          share: 3,
          weights: 'start',
          parameters: {
            diversity: 0.3,
            maxPerCategory: 2,
            boost: [{ filter: 'item.price < 50', factor: 2 }],
          },
        },
        { name: 'plain', share: 1, strategy: 'popular' },
      ],
    });
    expect(documentOf(draftOf(documentOf(draft))!)).toEqual(documentOf(draft));
  });

  it('leaves what is no number as it is, for the service to judge', () => {
    const draft = { ...emptyDraft, holdout: '', variants: [{ ...newVariant('a'), share: 'much' }] };
    expect(documentOf(draft)).toMatchObject({ holdout: '', variants: [{ share: 'much' }] });
    expect(partsOf(draft)).toBeNull();
  });

  it.for([
    ['weights of an export', { variants: [{ name: 'a', share: 1, weights: { version: 3 } }] }],
    ['a parameter without a field', { variants: [{ name: 'a', share: 1, parameters: { n: 3 } }] }],
    ['no list of variants', { variants: 'a' }],
  ] as const)('is for the JSON with %s', ([, document]) => {
    expect(draftOf(document)).toBeNull();
  });

  it('tells what part of all visitors each variant gets', () => {
    const variants = [
      { ...newVariant('a'), share: '3' },
      { ...newVariant('b'), share: '1' },
    ];
    expect(partsOf({ ...emptyDraft, holdout: '20', variants })).toEqual([60, 20]);
  });
});
