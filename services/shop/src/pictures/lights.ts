import {
  clay,
  cream,
  type Drawings,
  ink,
  lake,
  moss,
  pine,
  rust,
  sand,
  sky,
  slate,
  steel,
  sun,
  wood,
} from './palette.ts';

export const lights: Drawings = {
  headlamp: `<path d="M28 132c0-60 184-60 184 0" fill="none" stroke="${rust}" stroke-width="18"/><path d="M28 132c0 50 184 50 184 0" fill="none" stroke="#9c3f2e" stroke-width="14" opacity=".55"/><rect x="84" y="82" width="72" height="58" rx="14" fill="${ink}"/><circle cx="120" cy="110" r="21" fill="${cream}"/><circle cx="120" cy="110" r="12" fill="${sun}"/><path d="M120 74V52M92 76 80 58M148 76l12-18" stroke="${sun}" stroke-width="6" stroke-linecap="round"/>`,
  lantern: `<path d="M80 70c0-54 80-54 80 0" fill="none" stroke="${slate}" stroke-width="6"/><path d="M92 66h56l-8-22h-40z" fill="${pine}"/><rect x="82" y="66" width="76" height="14" rx="4" fill="${pine}"/><path d="M86 80h68c10 26 10 52 0 78H86c-10-26-10-52 0-78z" fill="${cream}" opacity=".85"/><path d="M120 148c-22-6-20-30 0-52 20 22 22 46 0 52z" fill="${sun}"/><path d="M120 146c-9-4-9-16 0-26 9 10 9 22 0 26z" fill="${rust}"/><path d="M78 158h84l8 38H70z" fill="${pine}"/><circle cx="120" cy="178" r="8" fill="${sand}"/><path d="M80 84v74M160 84v74" stroke="${slate}" stroke-width="5"/>`,
  torch: `<g transform="rotate(-38 120 120)"><rect x="40" y="102" width="112" height="36" rx="10" fill="${slate}"/><path d="M58 102v36M70 102v36M82 102v36M94 102v36" stroke="${ink}" stroke-width="4"/><path d="M146 102l30-16v68l-30-16z" fill="${ink}"/><path d="M176 86h10v68h-10z" fill="${steel}"/><rect x="112" y="96" width="20" height="10" rx="4" fill="${rust}"/><path d="M194 98l34-18M196 120h40M194 142l34 18" stroke="${sun}" stroke-width="8" stroke-linecap="round"/></g>`,
  'string-lights': `<path d="M14 74c40 44 70 46 106 18s68-22 106 8" fill="none" stroke="${steel}" stroke-width="4"/><path d="M14 152c40 40 74 34 106 14s72-20 106 10" fill="none" stroke="${steel}" stroke-width="4"/>${[
    [40, 98],
    [80, 110],
    [122, 92],
    [164, 80],
    [204, 88],
    [48, 176],
    [92, 184],
    [134, 160],
    [178, 156],
  ]
    .map(
      ([x, y], i) =>
        `<path d="M${x! - 5} ${y}h10v10h-10z" fill="${steel}"/><ellipse cx="${x}" cy="${y! + 22}" rx="11" ry="14" fill="${[sun, rust, sky][i % 3]}"/>`,
    )
    .join('')}`,
  'solar-panel': `<g transform="skewX(-8) translate(22 0)">${[0, 1, 2].map((i) => `<rect x="${28 + i * 62}" y="66" width="58" height="104" rx="6" fill="${lake}"/><path d="M${47 + i * 62} 66v104M${66 + i * 62} 66v104M${28 + i * 62} 100h58M${28 + i * 62} 136h58" stroke="${sky}" stroke-width="2.5"/>`).join('')}<path d="M86 118h4M148 118h4" stroke="${ink}" stroke-width="12"/></g><circle cx="194" cy="44" r="18" fill="${sun}"/><path d="M120 170c0 20 26 10 26 32" stroke="${ink}" stroke-width="5" fill="none"/>`,
  'power-bank': `<rect x="74" y="56" width="92" height="144" rx="18" fill="${moss}"/><path d="M140 56h8c10 0 18 8 18 18v108c0 10-8 18-18 18h-8z" fill="${pine}"/><path d="M124 92l-28 42h20l-6 34 30-46h-20z" fill="${cream}"/><circle cx="94" cy="184" r="4" fill="${sun}"/><circle cx="108" cy="184" r="4" fill="${sun}"/><circle cx="122" cy="184" r="4" fill="${sun}"/><rect x="104" y="50" width="32" height="10" rx="3" fill="${ink}"/><path d="M120 50V34h28" stroke="${ink}" stroke-width="6" fill="none" stroke-linecap="round"/>`,
  'candle-lantern': `<path d="M96 60c0-40 48-40 48 0" fill="none" stroke="${ink}" stroke-width="5"/><path d="M120 44 72 84h96z" fill="${clay}"/><path d="M78 84h84v104H78z" fill="${cream}" opacity=".8"/><path d="M78 84h84v104H78zM120 84v104" fill="none" stroke="${clay}" stroke-width="6"/><rect x="104" y="142" width="32" height="42" rx="4" fill="${sand}"/><path d="M120 140c-12-6-10-20 0-32 10 12 12 26 0 32z" fill="${sun}"/><rect x="68" y="186" width="104" height="14" rx="4" fill="${wood}"/>`,
  'bike-light': `<path d="M24 96c54-20 138-20 192 0" fill="none" stroke="${slate}" stroke-width="15" stroke-linecap="round"/><rect x="98" y="74" width="44" height="32" rx="8" fill="${ink}"/><path d="M72 112h96c8 0 12 4 12 12v34c0 20-18 34-60 34s-60-14-60-34v-34c0-8 4-12 12-12z" fill="${rust}"/><circle cx="120" cy="150" r="30" fill="${ink}"/><circle cx="120" cy="150" r="22" fill="${cream}"/><circle cx="120" cy="150" r="11" fill="${sun}"/>`,
};
