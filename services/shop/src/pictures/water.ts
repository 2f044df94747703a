import {
  brick,
  cream,
  type Drawings,
  ink,
  lake,
  moss,
  pine,
  plum,
  rust,
  sand,
  sky,
  slate,
  steel,
  sun,
  wood,
} from './palette.ts';

const waves = `<path d="M12 190c18-12 36-12 54 0s36 12 54 0 36-12 54 0 36 12 54 0" fill="none" stroke="${sky}" stroke-width="7" stroke-linecap="round"/>`;

export const water: Drawings = {
  kayak: `<path d="M10 130c40-8 180-8 220 0-20 40-60 48-110 48s-90-8-110-48z" fill="${rust}"/><path d="M10 130c40-8 180-8 220 0-40 12-180 12-220 0z" fill="${brick}"/><ellipse cx="126" cy="129" rx="38" ry="8" fill="${ink}"/><path d="M44 156c40 10 112 10 152 0" stroke="${sand}" stroke-width="5" fill="none"/><path d="M56 62 184 112" stroke="${wood}" stroke-width="6"/><ellipse cx="48" cy="59" rx="22" ry="9" fill="${sun}" transform="rotate(21 48 59)"/><ellipse cx="194" cy="116" rx="22" ry="9" fill="${sun}" transform="rotate(21 194 116)"/>${waves}`,
  paddle: `<g transform="rotate(45 120 120)"><path d="M120 8v224" stroke="${ink}" stroke-width="9"/><path d="M120-12c26 8 28 44 14 74h-28c-14-30-12-66 14-74z" fill="${sun}"/><path d="M120 252c26-8 28-44 14-74h-28c-14 30-12 66 14 74z" fill="${sun}"/><path d="M120-6v64M120 182v64" stroke="#cf9730" stroke-width="5"/><rect x="112" y="108" width="16" height="24" rx="4" fill="${rust}"/></g>`,
  'life-vest': `<path d="M78 40h28c0 22 6 34 14 34s14-12 14-34h28c2 34 8 44 22 60v90c0 6-4 10-10 10H66c-6 0-10-4-10-10v-90c14-16 20-26 22-60z" fill="${rust}"/><path d="M120 74v126" stroke="${ink}" stroke-width="5"/><path d="M56 124h128M56 164h128" stroke="${ink}" stroke-width="9"/><rect x="106" y="116" width="28" height="16" rx="4" fill="${sun}"/><rect x="106" y="156" width="28" height="16" rx="4" fill="${sun}"/><path d="M70 92h30v16H70zM140 92h30v16h-30z" fill="${steel}"/>`,
  'snorkel-mask': `<path d="M40 92c0-18 12-26 30-26h80c18 0 30 8 30 26v26c0 20-14 30-32 30-16 0-20-16-38-16s-22 16-38 16c-18 0-32-10-32-30z" fill="${ink}"/><path d="M54 94c0-10 6-14 18-14h76c12 0 18 4 18 14v22c0 12-8 18-18 18-12 0-18-16-38-16s-26 16-38 16c-10 0-18-6-18-18z" fill="${sky}"/><path d="M68 96l16-12M72 110l26-22" stroke="${cream}" stroke-width="5" stroke-linecap="round"/><path d="M206 34v120c0 30-60 40-76 26" fill="none" stroke="${sun}" stroke-width="15" stroke-linecap="round"/><path d="M206 34v26" stroke="${rust}" stroke-width="15" stroke-linecap="round"/><path d="M180 104h24M22 96h20" stroke="${ink}" stroke-width="9"/>`,
  towel: `<path d="M36 58h168" stroke="${wood}" stroke-width="9" stroke-linecap="round"/><path d="M62 58h92v132c-30 8-62 8-92 0z" fill="${cream}"/><path d="M62 92h92v14H62zM62 122h92v14H62zM62 152h92v14H62z" fill="${lake}"/><path d="M124 58h54v96c-18 6-36 6-54 0z" fill="${sand}"/><path d="M124 86h54v10h-54zM124 110h54v10h-54z" fill="${rust}"/>`,
  'fishing-rod': `<path d="M40 204C80 150 130 80 206 34" fill="none" stroke="${pine}" stroke-width="6" stroke-linecap="round"/><path d="M40 204l34-44" stroke="${wood}" stroke-width="13" stroke-linecap="round"/><circle cx="96" cy="152" r="19" fill="${slate}"/><circle cx="96" cy="152" r="8" fill="${steel}"/><path d="M96 152l20 14" stroke="${ink}" stroke-width="6" stroke-linecap="round"/><path d="M206 34v92" stroke="${ink}" stroke-width="2"/><circle cx="206" cy="134" r="9" fill="${rust}"/><path d="M197 134a9 9 0 0 0 18 0z" fill="${cream}"/><path d="M140 194c14-22 40-22 56 0-16 20-42 20-56 0zm56 0 16-12v24z" fill="${lake}"/><circle cx="154" cy="190" r="3.5" fill="${cream}"/>`,
  'paddle-board': `<g transform="rotate(28 120 120)"><path d="M120 4c32 26 36 60 36 116s-4 90-36 116c-32-26-36-60-36-116s4-90 36-116z" fill="${cream}"/><path d="M120 22c20 20 24 54 24 98s-4 78-24 98c-20-20-24-54-24-98s4-78 24-98z" fill="${moss}"/><path d="M99 92h42v58H99z" fill="${pine}"/><path d="M106 172h28M108 184h24" stroke="${sun}" stroke-width="6"/></g>${waves}`,
  'water-shoes': `<path d="M24 146c0-40 20-62 44-58 12 34 42 46 92 52 14 2 20 12 18 28H30c-4 0-6-8-6-22z" fill="${lake}"/><path d="M22 166h158c0 14-6 20-16 20H38c-10 0-16-6-16-20z" fill="${ink}"/><path d="M84 114l-16 20M102 126l-14 20M122 132l-12 20" stroke="${sky}" stroke-width="6" stroke-linecap="round"/><path d="M84 92c0-30 18-44 40-40 10 32 34 42 76 48 12 2 18 10 16 24h-34c-40-4-80-6-98-32z" fill="${plum}" opacity=".92"/><path d="M40 104c10-12 18-14 26-14" stroke="${sand}" stroke-width="6" fill="none" stroke-linecap="round"/>`,
};
