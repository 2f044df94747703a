import {
  brick,
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
  sun,
  wood,
} from './palette.ts';

export const tents: Drawings = {
  tent: `<path d="M120 62 34 186h172z" fill="${rust}"/><path d="M120 62 206 186h-40z" fill="${brick}"/><path d="M120 62 88 186h62z" fill="${ink}"/><path d="M120 62 88 186h22z" fill="${sand}"/><path d="M120 62v-12M34 186l-14 8M206 186l14 8" stroke="${wood}" stroke-width="5" stroke-linecap="round"/>`,
  'dome-tent': `<path d="M28 188c0-66 40-116 92-116s92 50 92 116z" fill="${sun}"/><path d="M120 72c34 0 62 50 66 116h26c0-66-40-116-92-116" fill="#c98f2b"/><path d="M86 188c0-44 14-78 34-78s34 34 34 78z" fill="${ink}"/><path d="M86 188c0-44 14-78 34-78-14 22-14 52-12 78z" fill="${cream}"/><path d="M46 188C58 118 88 80 120 72c32 8 62 46 74 116" fill="none" stroke="${wood}" stroke-width="4"/>`,
  'tunnel-tent': `<path d="M20 188c0-44 16-74 44-80h112c28 6 44 36 44 80z" fill="${lake}"/><path d="M20 188c0-44 16-78 44-80s42 36 42 80z" fill="${sky}"/><path d="M42 188c0-30 8-52 22-52s20 22 20 52z" fill="${ink}"/><path d="M140 108c16 6 24 38 24 80M178 108c18 6 24 38 24 80" fill="none" stroke="${sand}" stroke-width="4"/><path d="M122 132h26v20h-26z" fill="${cream}" opacity=".85"/>`,
  tarp: `<path d="M52 72v118M188 72v118" stroke="${wood}" stroke-width="7" stroke-linecap="round"/><path d="M30 112 120 58l90 54-30 10-60-34-60 34z" fill="${moss}"/><path d="M120 58l90 54-30 10-60-34z" fill="${pine}"/><path d="M30 112 12 188M210 112l18 76" stroke="${sand}" stroke-width="3"/><path d="M96 190h48l-8-18h-32z" fill="${wood}"/><path d="M120 132c12 16 14 24 14 30a14 14 0 0 1-28 0c0-8 4-14 14-30z" fill="${sun}"/>`,
  hammock: `<path d="M34 40v156M206 40v156" stroke="${wood}" stroke-width="14" stroke-linecap="round"/><path d="M40 86c30 84 130 84 160 0-20 34-140 34-160 0z" fill="${rust}"/><path d="M40 86c30 60 130 60 160 0-20 30-140 30-160 0z" fill="${sun}"/><circle cx="34" cy="44" r="30" fill="${moss}"/><circle cx="206" cy="40" r="34" fill="${pine}"/>`,
  bivvy: `<path d="M18 182c0-20 14-34 38-40l112-22c30 0 52 30 54 62z" fill="${pine}"/><path d="M150 124c22-18 60 8 72 58h-60c-10-16-16-36-12-58z" fill="${moss}"/><path d="M170 138c16-4 32 14 38 34h-34c-6-10-8-22-4-34z" fill="${ink}"/><path d="M40 170c40-8 76-14 108-18" stroke="${sand}" stroke-width="4" stroke-dasharray="10 7" fill="none"/><circle cx="186" cy="160" r="9" fill="${sand}"/>`,
  'beach-shelter': `<path d="M24 186c10-70 54-108 96-108s86 38 96 108z" fill="${sky}"/><path d="M120 78c-30 0-54 50-60 108h28c0-60 14-98 32-108zM120 78c30 0 54 50 60 108h-28c0-60-14-98-32-108z" fill="${cream}"/><path d="M72 186c6-40 24-66 48-66s42 26 48 66z" fill="${slate}" opacity=".55"/><path d="M52 200c30-16 106-16 136 0z" fill="${sun}"/><circle cx="196" cy="56" r="18" fill="${sun}"/>`,
  'bell-tent': `<path d="M120 40 44 138h152z" fill="${cream}"/><path d="M120 40 196 138h-44z" fill="${sand}"/><path d="M44 138 54 190h132l10-52z" fill="${sand}"/><path d="M120 40 100 190h42z" fill="#5b4a3c"/><path d="M120 40l22 150h22l-12-52z" fill="${cream}"/><path d="M120 40V24" stroke="${wood}" stroke-width="5" stroke-linecap="round"/><path d="M120 26l22 6-22 8z" fill="${rust}"/><path d="M44 138 22 192M196 138l22 54" stroke="${wood}" stroke-width="2.5"/>`,
};
