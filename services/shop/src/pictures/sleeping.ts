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

export const sleeping: Drawings = {
  'sleeping-bag': `<path d="M92 206c-22-60-34-96-22-132 8-26 28-36 50-36s42 10 50 36c12 36 0 72-22 132z" fill="${rust}"/><ellipse cx="120" cy="82" rx="36" ry="34" fill="${brick}"/><ellipse cx="120" cy="88" rx="26" ry="24" fill="${sand}"/><path d="M124 118v84" stroke="${cream}" stroke-width="4" stroke-dasharray="6 4"/><path d="M76 142c28 10 60 10 88 0M84 172c24 8 48 8 72 0" stroke="${brick}" stroke-width="3" fill="none"/>`,
  'down-bag': `<path d="M40 196c-10-60 6-116 60-140 30-12 66-2 80 26 8 18 2 34-12 46-30 26-56 40-64 74z" fill="${lake}"/><path d="M64 100c30 0 60 14 84 38M50 134c24 0 44 10 62 30M44 168c20-2 36 4 56 18M92 68c26 2 56 18 80 42" stroke="#2b5a74" stroke-width="4" fill="none"/><circle cx="142" cy="86" r="26" fill="${cream}"/><path d="M120 96c8 18 36 20 46 0" stroke="${sky}" stroke-width="5" fill="none"/><path d="M186 150c14 2 22 14 20 26-14-2-22-12-20-26zM198 164l8 26" stroke="${steel}" stroke-width="2.5" fill="${cream}"/>`,
  'blanket-bag': `<rect x="58" y="46" width="124" height="154" rx="16" fill="${pine}"/><path d="M58 84c0-24 14-38 36-38h52c22 0 36 14 36 38l-62 22z" fill="${sand}"/><path d="M120 106v94" stroke="${sand}" stroke-width="4" stroke-dasharray="7 4"/><path d="M70 124h100M70 150h100M70 176h100M88 112v80M152 112v80" stroke="${moss}" stroke-width="3" opacity=".7"/>`,
  'air-mat': `<rect x="74" y="32" width="92" height="176" rx="22" fill="${sun}"/><path d="M84 58h72M80 84h80M80 110h80M80 136h80M80 162h80M86 186h68" stroke="#c9912f" stroke-width="9" stroke-linecap="round"/><circle cx="152" cy="46" r="8" fill="${ink}"/><circle cx="152" cy="46" r="3.5" fill="${steel}"/>`,
  'foam-mat': `<path d="M34 172h172v22H34z" fill="${slate}"/><path d="M150 172h56v22h-56z" fill="${ink}"/><rect x="34" y="82" width="120" height="112" rx="56" fill="${sun}"/><path d="M98 82h-8v112h8z" fill="${ink}"/><circle cx="142" cy="138" r="56" fill="${slate}"/><circle cx="142" cy="138" r="56" fill="none" stroke="${sun}" stroke-width="9"/><path d="M142 138c0-12 20-10 20 4s-22 22-36 10-12-40 14-46 46 14 44 36" fill="none" stroke="${sun}" stroke-width="7" stroke-linecap="round"/>`,
  'camp-bed': `<path d="M40 150l20 46M84 150l-20 46M156 150l20 46M200 150l-20 46" stroke="${slate}" stroke-width="7" stroke-linecap="round"/><rect x="24" y="128" width="192" height="24" rx="10" fill="${moss}"/><path d="M24 138c0-8 4-10 10-10h172c6 0 10 2 10 10z" fill="${pine}"/><rect x="34" y="104" width="58" height="26" rx="12" fill="${cream}"/><path d="M104 128c0-18 10-22 24-22h70c10 0 14 10 14 22z" fill="${rust}"/>`,
  'camp-pillow': `<path d="M44 92c40-14 112-14 152 0 10 24 10 60 0 84-40 14-112 14-152 0-10-24-10-60 0-84z" fill="${sky}"/><path d="M60 106c34-8 86-8 120 0M60 162c34 8 86 8 120 0" stroke="${cream}" stroke-width="4" fill="none" opacity=".8"/><path d="M100 126l20-14 20 14v18h-40z" fill="${cream}"/><path d="M44 92l-10-8M196 92l10-8M44 176l-10 8M196 176l10 8" stroke="${lake}" stroke-width="6" stroke-linecap="round"/>`,
  'wool-blanket': `<path d="M46 84h148v92H46z" fill="${plum}"/><path d="M46 102h148v14H46zM46 146h148v14H46z" fill="${sand}"/><path d="M46 124h148v8H46z" fill="${rust}"/><rect x="38" y="64" width="164" height="28" rx="14" fill="#84608a"/><circle cx="188" cy="78" r="14" fill="${plum}"/><circle cx="188" cy="78" r="6" fill="#84608a"/><path d="M52 176v18M68 176v18M84 176v18M100 176v18M116 176v18M132 176v18M148 176v18M164 176v18M180 176v18" stroke="${wood}" stroke-width="3" stroke-linecap="round"/>`,
};
