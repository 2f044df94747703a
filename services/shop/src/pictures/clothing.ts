import {
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

export const clothing: Drawings = {
  'rain-jacket': `<path d="M88 60c6-30 58-30 64 0l44 26 14 84-30 6-8-56v80H68v-80l-8 56-30-6 14-84z" fill="${sun}"/><path d="M88 60c6-30 58-30 64 0-6 20-20 30-32 30S94 80 88 60z" fill="#cf9730"/><path d="M98 62c4-16 40-16 44 0-4 12-12 18-22 18s-18-6-22-18z" fill="${ink}"/><path d="M120 90v110" stroke="${ink}" stroke-width="4"/><path d="M80 150h24M136 150h24" stroke="#a97718" stroke-width="5" stroke-linecap="round"/><path d="M38 40l-6 14M200 36l-6 14M214 62l-4 10M24 66l-4 10" stroke="${lake}" stroke-width="5" stroke-linecap="round"/>`,
  fleece: `<path d="M92 54h56l46 26 18 90-30 6-14-52v76H72v-76l-14 52-30-6 18-90z" fill="${moss}"/><path d="M94 40h52v30c-10 12-42 12-52 0z" fill="${pine}"/><path d="M120 46v56" stroke="${sand}" stroke-width="5"/><rect x="136" y="104" width="26" height="24" rx="3" fill="${pine}"/><path d="M72 190h96v10H72zM28 160l30 6-1 10-29-6zM212 160l-30 6 1 10 29-6z" fill="${pine}"/>`,
  'down-vest': `<path d="M84 46h72l14 30c-8 20-6 40 6 56v68H64v-68c12-16 14-36 6-56z" fill="${rust}"/><path d="M70 78c30 10 70 10 100 0M68 106c34 10 70 10 104 0M64 134c36 10 76 10 112 0M64 160c36 10 76 10 112 0M64 186c36 8 76 8 112 0" stroke="#9c3f2e" stroke-width="5" fill="none"/><path d="M92 36h56v24c-12 8-44 8-56 0z" fill="#9c3f2e"/><path d="M120 44v156" stroke="${ink}" stroke-width="5"/>`,
  beanie: `<path d="M56 150c-6-66 26-98 64-98s70 32 64 98z" fill="${lake}"/><path d="M82 148c-2-42 4-74 20-92M120 148V52M158 148c2-42-4-74-20-92" stroke="#2b5a74" stroke-width="5" fill="none"/><rect x="46" y="140" width="148" height="42" rx="16" fill="${sky}"/><path d="M66 144v34M84 144v34M102 144v34M120 144v34M138 144v34M156 144v34M174 144v34" stroke="${lake}" stroke-width="4"/><circle cx="120" cy="46" r="18" fill="${cream}"/>`,
  gloves: `<g><path d="M52 190v-60c-12-12-26-22-20-32 8-8 20 6 28 14l-2-46c0-12 16-12 17 0l3 34 1-44c0-12 16-12 17 0l1 44 5-36c2-12 17-10 16 2l-4 64v60z" fill="${rust}" transform="translate(4 4)"/><path d="M56 182h62v18H56z" fill="${sand}"/></g><g transform="translate(240 0) scale(-1 1)"><path d="M52 190v-60c-12-12-26-22-20-32 8-8 20 6 28 14l-2-46c0-12 16-12 17 0l3 34 1-44c0-12 16-12 17 0l1 44 5-36c2-12 17-10 16 2l-4 64v60z" fill="#b34a34" transform="translate(4 4)"/><path d="M56 182h62v18H56z" fill="${sand}"/></g>`,
  socks: `<path d="M72 44h44v82c0 14 24 24 24 44 0 16-12 26-30 26-22 0-40-20-40-44z" fill="${slate}"/><path d="M128 36h44v82c0 14 26 24 26 44 0 18-14 26-30 26-24 0-42-20-42-44z" fill="${pine}"/><path d="M128 36h44v16h-44zM72 44h44v16H72z" fill="${sand}"/><path d="M128 64h44M72 72h44" stroke="${rust}" stroke-width="7"/><path d="M152 186c26 6 46-6 46-24 0-6-3-11-7-16-18 4-36 18-39 40z" fill="${moss}"/><path d="M96 194c24 6 44-4 44-24 0-6-2-10-6-14-18 4-36 18-38 38z" fill="${steel}"/>`,
  boots: `<path d="M70 48h58l4 74c30 6 66 14 74 44v12H62z" fill="${clay}"/><path d="M70 48h58l1 18c-20 6-40 6-60 0z" fill="${wood}"/><path d="M166 140c22 6 36 14 40 26v12h-56c0-18 4-30 16-38z" fill="${wood}"/><path d="M56 178h152v10c0 8-4 12-10 12H66c-6 0-10-4-10-10z" fill="${ink}"/><path d="M104 82h30M102 100h32M104 118h34M118 132h34" stroke="${sand}" stroke-width="5" stroke-linecap="round"/><path d="M78 200v-8M98 200v-8M118 200v-8M138 200v-8M158 200v-8M178 200v-8" stroke="${cream}" stroke-width="4"/>`,
  'sun-hat': `<ellipse cx="120" cy="154" rx="100" ry="30" fill="${sand}"/><ellipse cx="120" cy="148" rx="100" ry="28" fill="#f0deb4"/><path d="M66 148c-4-56 20-84 54-84s58 28 54 84c-24 14-84 14-108 0z" fill="${sand}"/><path d="M66 132c24 14 84 14 108 0l1 14c-24 16-86 16-110 0z" fill="${plum}"/><path d="M58 170c10 30 50 38 62 38s52-8 62-38" fill="none" stroke="${wood}" stroke-width="3"/><circle cx="200" cy="48" r="16" fill="${sun}"/>`,
};
