import {
  brick,
  clay,
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

export const packs: Drawings = {
  daypack: `<path d="M98 56c0-24 44-24 44 0" fill="none" stroke="${ink}" stroke-width="7"/><path d="M70 196c-10 0-14-6-14-16l6-84c2-28 22-44 58-44s56 16 58 44l6 84c0 10-4 16-14 16z" fill="${lake}"/><path d="M72 134c0-10 8-16 18-16h60c10 0 18 6 18 16v44c0 8-6 12-12 12H84c-6 0-12-4-12-12z" fill="${sky}"/><path d="M78 140h84" stroke="${ink}" stroke-width="4"/><path d="M150 140v16" stroke="${sun}" stroke-width="5" stroke-linecap="round"/><path d="M68 92c26 8 78 8 104 0" stroke="#2b5a74" stroke-width="4" fill="none"/>`,
  'trekking-pack': `<rect x="68" y="24" width="104" height="26" rx="13" fill="${sun}"/><path d="M76 64c2-16 16-22 44-22s42 6 44 22z" fill="${brick}"/><path d="M70 64h100l8 120c0 12-6 18-18 18H80c-12 0-18-6-18-18z" fill="${rust}"/><path d="M44 116c0-8 8-12 18-12v76c-14 0-20-6-20-16zM196 116c0-8-8-12-18-12v76c14 0 20-6 20-16z" fill="${brick}"/><path d="M92 64v132M148 64v132" stroke="${ink}" stroke-width="6"/><path d="M86 96h68v40H86z" fill="${brick}"/><path d="M86 166h68" stroke="${sand}" stroke-width="7"/><rect x="86" y="88" width="12" height="14" fill="${sand}"/><rect x="142" y="88" width="12" height="14" fill="${sand}"/>`,
  'dry-bag': `<path d="M72 74h96l10 112c1 10-4 14-14 14H76c-10 0-15-4-14-14z" fill="${sun}"/><path d="M140 74h28l10 112c1 10-4 14-14 14h-20c6-40 4-84-4-126z" fill="#cf9730"/><rect x="64" y="56" width="112" height="22" rx="8" fill="${ink}"/><path d="M68 66c-30-30 46-46 52-26M172 66c30-30-46-46-52-26" fill="none" stroke="${ink}" stroke-width="7"/><rect x="110" y="32" width="20" height="14" rx="4" fill="${slate}"/><path d="M120 112c14 18 20 28 20 38a20 20 0 0 1-40 0c0-10 6-20 20-38z" fill="${lake}"/>`,
  'hip-pack': `<path d="M16 104c40-22 168-22 208 0l-8 16c-50-14-142-14-192 0z" fill="${ink}"/><path d="M48 116c0-14 12-20 72-20s72 6 72 20v38c0 20-14 28-72 28s-72-8-72-28z" fill="${moss}"/><path d="M60 118c30 8 90 8 120 0" stroke="${pine}" stroke-width="5" fill="none"/><path d="M70 134h100v22c0 12-10 16-50 16s-50-4-50-16z" fill="${pine}"/><path d="M168 120v14" stroke="${sun}" stroke-width="6" stroke-linecap="round"/>`,
  duffel: `<path d="M70 98c0-50 100-50 100 0" fill="none" stroke="${ink}" stroke-width="8"/><rect x="22" y="94" width="196" height="90" rx="40" fill="${plum}"/><path d="M22 134c0-26 14-40 34-40v90c-20 0-34-18-34-50zM218 134c0-26-14-40-34-40v90c20 0 34-18 34-50z" fill="#55395a"/><path d="M78 94v90M162 94v90" stroke="${ink}" stroke-width="8"/><path d="M66 104h108" stroke="${sand}" stroke-width="4" stroke-dasharray="5 4"/><rect x="98" y="128" width="44" height="26" rx="5" fill="${sand}"/>`,
  'kids-pack': `<path d="M102 64c0-18 36-18 36 0" fill="none" stroke="${brick}" stroke-width="7"/><path d="M66 188c-6-60 0-128 54-128s60 68 54 128c-1 8-6 10-12 10H78c-6 0-11-2-12-10z" fill="${sun}"/><circle cx="76" cy="72" r="16" fill="${sun}"/><circle cx="164" cy="72" r="16" fill="${sun}"/><circle cx="76" cy="72" r="8" fill="${clay}"/><circle cx="164" cy="72" r="8" fill="${clay}"/><circle cx="100" cy="106" r="6" fill="${ink}"/><circle cx="140" cy="106" r="6" fill="${ink}"/><ellipse cx="120" cy="124" rx="9" ry="6" fill="${ink}"/><path d="M84 152h72v28c0 8-6 10-12 10H96c-6 0-12-2-12-10z" fill="${clay}"/><path d="M84 158h72" stroke="${cream}" stroke-width="4"/>`,
  pannier: `<rect x="62" y="70" width="116" height="126" rx="14" fill="${slate}"/><path d="M62 106V84c0-8 6-14 14-14h88c8 0 14 6 14 14v22z" fill="${ink}"/><path d="M84 70V48h12v22M144 70V48h12v22" fill="${steel}"/><path d="M76 48h28M136 48h28" stroke="${steel}" stroke-width="9" stroke-linecap="round"/><path d="M92 106v34M148 106v34" stroke="${ink}" stroke-width="8"/><rect x="86" y="132" width="12" height="16" fill="${sand}"/><rect x="142" y="132" width="12" height="16" fill="${sand}"/><path d="M78 168h84l-10 14H88z" fill="${sun}"/>`,
  tote: `<path d="M92 92c0-64 56-64 56 0" fill="none" stroke="${wood}" stroke-width="8"/><path d="M58 90h124l10 100c0 6-4 10-10 10H58c-6 0-10-4-10-10z" fill="${cream}"/><path d="M48 182h144l1 8c0 6-5 10-11 10H58c-6 0-10-4-10-10z" fill="${sand}"/><path d="M88 164l24-42 14 20 12-16 22 38z" fill="${pine}"/><circle cx="150" cy="120" r="9" fill="${rust}"/>`,
};
