import {
  brick,
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

export const kitchen: Drawings = {
  stove: `<rect x="30" y="130" width="180" height="56" rx="8" fill="${pine}"/><path d="M30 130 44 72h152l14 58z" fill="${moss}"/><path d="M40 130h70M130 130h70M58 118v12M92 118v12M148 118v12M182 118v12" stroke="${ink}" stroke-width="6" stroke-linecap="round"/><circle cx="76" cy="158" r="13" fill="${sand}"/><path d="M76 158v-10" stroke="${ink}" stroke-width="4"/><circle cx="164" cy="158" r="13" fill="${sand}"/><path d="M164 158l8 6" stroke="${ink}" stroke-width="4"/><path d="M66 114c0-12 10-14 10-26 10 8 12 16 8 26zM154 114c0-12 10-14 10-26 10 8 12 16 8 26z" fill="${sun}"/>`,
  'gas-stove': `<path d="M82 148h76v38c0 10-6 14-14 14H96c-8 0-14-4-14-14z" fill="${rust}"/><path d="M82 158h76v16H82z" fill="${cream}"/><rect x="104" y="128" width="32" height="22" rx="4" fill="${steel}"/><path d="M120 128V98M120 104 70 84M120 104l50-20" stroke="${slate}" stroke-width="7" stroke-linecap="round"/><path d="M70 84V72M170 84V72M120 98V78" stroke="${slate}" stroke-width="7" stroke-linecap="round"/><path d="M120 92c-16-6-18-22-8-34 2 10 6 10 8 14 4-6 2-16-2-24 18 8 28 34 2 44z" fill="${sun}"/><path d="M136 138h40" stroke="${ink}" stroke-width="5" stroke-linecap="round"/>`,
  'pot-set': `<path d="M52 120h136v52c0 14-8 22-22 22H74c-14 0-22-8-22-22z" fill="${steel}"/><path d="M150 120h38v52c0 14-8 22-22 22h-22c6-20 8-48 6-74z" fill="#8c989f"/><rect x="44" y="110" width="152" height="14" rx="7" fill="${slate}"/><path d="M72 110c2-26 20-40 48-40s46 14 48 40z" fill="${clay}"/><circle cx="120" cy="66" r="9" fill="${wood}"/><path d="M188 136h32M52 136H20" stroke="${wood}" stroke-width="9" stroke-linecap="round"/>`,
  kettle: `<path d="M70 108c0-30 22-46 50-46s50 16 50 46l14 70c2 12-6 18-16 18H72c-10 0-18-6-16-18z" fill="${lake}"/><path d="M140 66c18 6 30 20 30 42l14 70c2 12-6 18-16 18h-22c8-44 8-90-6-130z" fill="#2b5a74"/><path d="M178 132c18-4 20-18 34-26l-6-10c-16 8-22 18-36 18z" fill="${lake}"/><path d="M76 70c-6-44 94-44 88 0" fill="none" stroke="${ink}" stroke-width="8" stroke-linecap="round"/><ellipse cx="120" cy="66" rx="34" ry="8" fill="${cream}"/><circle cx="120" cy="56" r="7" fill="${ink}"/><path d="M62 160h116" stroke="${cream}" stroke-width="5"/>`,
  mug: `<path d="M64 74h100v98c0 14-8 22-22 22H86c-14 0-22-8-22-22z" fill="${cream}"/><path d="M140 74h24v98c0 14-8 22-22 22h-16c12-30 16-80 14-120z" fill="${sand}"/><path d="M164 94c44-6 44 68-2 64" fill="none" stroke="${cream}" stroke-width="13"/><path d="M60 74h108" stroke="${lake}" stroke-width="9" stroke-linecap="round"/><path d="M92 152l18-30 10 14 10-20 16 36z" fill="${pine}"/><circle cx="134" cy="106" r="7" fill="${rust}"/><path d="M96 58c-8-10 8-16 0-28M122 58c-8-10 8-16 0-28" stroke="${steel}" stroke-width="5" fill="none" stroke-linecap="round"/>`,
  'coffee-pot': `<path d="M80 124h76l16 60c2 8-2 12-10 12H74c-8 0-12-4-10-12z" fill="${steel}"/><path d="M80 124h76l8-48H88l-22-16 14 30z" fill="${slate}"/><path d="M84 124h68" stroke="${ink}" stroke-width="9"/><path d="M88 76h76l-8-16H96z" fill="${ink}"/><circle cx="126" cy="54" r="8" fill="${wood}"/><path d="M164 80c34 2 40 34 14 62" fill="none" stroke="${wood}" stroke-width="11" stroke-linecap="round"/><path d="M100 140l-10 44" stroke="${cream}" stroke-width="6" stroke-linecap="round" opacity=".7"/>`,
  'cool-box': `<rect x="40" y="98" width="160" height="98" rx="12" fill="${sky}"/><path d="M40 126h160" stroke="${lake}" stroke-width="5"/><path d="M34 82c0-10 6-14 14-14h144c8 0 14 4 14 14v22H34z" fill="${cream}"/><path d="M74 68c0-42 92-42 92 0" fill="none" stroke="${slate}" stroke-width="9"/><rect x="106" y="94" width="28" height="22" rx="5" fill="${rust}"/><path d="M120 146v34M105 154l30 18M135 154l-30 18" stroke="${cream}" stroke-width="5" stroke-linecap="round"/>`,
  bottle: `<path d="M86 92c0-14 14-16 14-28h40c0 12 14 14 14 28v92c0 10-6 16-16 16h-36c-10 0-16-6-16-16z" fill="${rust}"/><path d="M130 64h10c0 12 14 14 14 28v92c0 10-6 16-16 16h-12c8-40 10-90 4-136z" fill="${brick}"/><rect x="96" y="36" width="48" height="30" rx="7" fill="${ink}"/><path d="M108 36c0-16 24-16 24 0" fill="none" stroke="${ink}" stroke-width="6"/><path d="M86 118h68v30H86z" fill="${sand}"/><path d="M98 142l12-16 8 8 8-10 14 18z" fill="${pine}"/>`,
};
