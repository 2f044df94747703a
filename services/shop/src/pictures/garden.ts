import {
  brick,
  clay,
  cream,
  type Drawings,
  ink,
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

export const garden: Drawings = {
  'watering-can': `<path d="M78 104h86v80c0 8-5 12-12 12H90c-7 0-12-4-12-12z" fill="${steel}"/><path d="M140 104h24v80c0 8-5 12-12 12h-16c6-30 6-60 4-92z" fill="#8c989f"/><path d="M80 160 34 92l-12 8 56 84z" fill="${steel}"/><path d="M14 100l32-22 6 10-32 22z" fill="${slate}"/><path d="M88 104c0-54 66-54 66 0M164 118c46-8 46 62 0 60" fill="none" stroke="${slate}" stroke-width="9"/><path d="M78 126h86" stroke="${slate}" stroke-width="4"/><path d="M14 124v12M24 132v16M34 120v12" stroke="${sky}" stroke-width="5" stroke-linecap="round"/>`,
  trowel: `<g transform="rotate(40 120 120)"><path d="M96 24h48v56c0 34-12 50-24 62-12-12-24-28-24-62z" fill="${steel}"/><path d="M120 24h24v56c0 34-12 50-24 62z" fill="#8c989f"/><path d="M120 100v60" stroke="${slate}" stroke-width="10"/><rect x="106" y="156" width="28" height="74" rx="13" fill="${wood}"/><path d="M106 170h28" stroke="${rust}" stroke-width="7"/></g>`,
  secateurs: `<g transform="rotate(18 120 120)"><path d="M114 112C96 84 92 52 108 28c22 20 30 56 22 84z" fill="${steel}"/><path d="M128 112c20-18 28-46 16-70-22 14-32 40-32 66z" fill="${slate}"/><path d="M112 122c-20 26-38 56-44 92" fill="none" stroke="${rust}" stroke-width="19" stroke-linecap="round"/><path d="M130 122c20 26 34 56 40 92" fill="none" stroke="${brick}" stroke-width="19" stroke-linecap="round"/><circle cx="121" cy="116" r="13" fill="${ink}"/><circle cx="121" cy="116" r="5" fill="${steel}"/></g>`,
  'plant-pot': `<path d="M72 132h96l-12 60c-1 6-5 10-11 10H95c-6 0-10-4-11-10z" fill="${clay}"/><path d="M140 132h28l-12 60c-1 6-5 10-11 10h-15c6-22 10-46 10-70z" fill="#98552f"/><rect x="62" y="114" width="116" height="24" rx="6" fill="#c9814f"/><path d="M120 114V70" stroke="${pine}" stroke-width="6"/><path d="M120 84C80 86 68 60 66 36c36 0 54 18 54 48z" fill="${moss}"/><path d="M120 92c36 2 54-18 56-44-34 0-54 16-56 44z" fill="${pine}"/><path d="M120 70c-12-18-8-36 4-48 12 14 12 32-4 48z" fill="${moss}"/>`,
  'bird-house': `<path d="M74 98h92v94H74z" fill="${sand}"/><path d="M140 98h26v94h-26z" fill="#cdb583"/><path d="M120 40 52 106l12 12 56-54 56 54 12-12z" fill="${brick}"/><path d="M120 64 74 108v4h92v-4z" fill="${sand}"/><circle cx="120" cy="130" r="19" fill="${ink}"/><path d="M120 164v16" stroke="${wood}" stroke-width="8" stroke-linecap="round"/><path d="M116 192h8v20h-8z" fill="${wood}"/><path d="M170 64c10-10 24-8 28 2l10 2-10 6c-4 12-20 12-28-10z" fill="${sky}"/><circle cx="190" cy="66" r="2.5" fill="${ink}"/>`,
  'seed-tin': `<rect x="46" y="92" width="148" height="100" rx="10" fill="${pine}"/><path d="M52 92l10-30h116l10 30z" fill="${moss}"/><path d="M70 92V60h26v32M104 92V50h26v42M138 92V60h26v32" fill="${cream}"/><circle cx="83" cy="76" r="7" fill="${rust}"/><circle cx="117" cy="68" r="7" fill="${sun}"/><circle cx="151" cy="76" r="7" fill="${plum}"/><rect x="78" y="118" width="84" height="44" rx="5" fill="${sand}"/><path d="M120 152c0-16 12-22 22-22 0 14-8 22-22 22zm0 0c0-12-10-18-20-18 0 12 8 18 20 18z" fill="${pine}"/>`,
  wheelbarrow: `<path d="M58 88h140l-26 66H92z" fill="${rust}"/><path d="M150 88h48l-26 66h-36z" fill="${brick}"/><path d="M52 84h152" stroke="${ink}" stroke-width="7" stroke-linecap="round"/><path d="M18 128l74 32h62l30 20M108 160l-8 36M154 160l6 36" fill="none" stroke="${slate}" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/><circle cx="190" cy="180" r="24" fill="${ink}"/><circle cx="190" cy="180" r="10" fill="${steel}"/><path d="M18 128l-8-4" stroke="${sun}" stroke-width="12" stroke-linecap="round"/><path d="M78 84c10-28 34-34 48-14 14-14 36-8 42 14z" fill="${moss}"/>`,
  'garden-chair': `<path d="M74 36 96 132M166 36l-22 96" stroke="${ink}" stroke-width="7"/><path d="M76 44h88l-4 14H80zM80 66h80l-4 14H84zM84 88h72l-3 14H87z" fill="${clay}"/><path d="M60 130h120l6 14H54zM56 148h128" fill="${wood}" stroke="${wood}" stroke-width="9"/><path d="M66 152 84 204M174 152l-18 52M70 204l96-52M170 204 74 152" stroke="${ink}" stroke-width="6" stroke-linecap="round"/>`,
};
