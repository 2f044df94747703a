import { clothing } from './clothing.ts';
import { garden } from './garden.ts';
import { kitchen } from './kitchen.ts';
import { lights } from './lights.ts';
import { packs } from './packs.ts';
import type { Drawings } from './palette.ts';
import { sleeping } from './sleeping.ts';
import { tents } from './tents.ts';
import { water } from './water.ts';

interface Wall {
  readonly drawings: Drawings;
  /** Behind the item, top to bottom, and of the ground that it stands on. */
  readonly light: string;
  readonly deep: string;
  readonly ground: string;
}

const walls: readonly Wall[] = [
  { drawings: tents, light: '#e9f1ea', deep: '#cfe0d3', ground: '#b4cbb9' },
  { drawings: sleeping, light: '#eceaf4', deep: '#d8d5e8', ground: '#bfbbd6' },
  { drawings: kitchen, light: '#fbeee0', deep: '#f2dcc2', ground: '#dfc19c' },
  { drawings: packs, light: '#e6f0f5', deep: '#cbe0ea', ground: '#adc9d7' },
  { drawings: lights, light: '#3d4a5c', deep: '#2c3645', ground: '#212936' },
  { drawings: clothing, light: '#f4ece8', deep: '#e6d8d0', ground: '#cfbcb1' },
  { drawings: garden, light: '#f1f4e1', deep: '#e0e8c4', ground: '#c4d09c' },
  { drawings: water, light: '#e2f3f4', deep: '#c4e4e6', ground: '#9fced2' },
];

/** Every item's picture, as an SVG document that needs nothing else. */
export const pictures: ReadonlyMap<string, string> = new Map(
  walls.flatMap((wall) =>
    Object.entries(wall.drawings).map(([id, shapes]) => [id, framed(shapes, wall)] as const),
  ),
);

function framed(shapes: string, { light, deep, ground }: Wall): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240"><defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${deep}"/></linearGradient></defs><path fill="url(#wall)" d="M0 0h240v240H0z"/><ellipse cx="120" cy="199" rx="104" ry="14" fill="${ground}"/><g transform="translate(12 8) scale(.9)">${shapes}</g></svg>`;
}
