/** The few colours that all pictures are painted with, so that a page of them hangs together. */
export const pine = '#2f5d50';
export const moss = '#7a9e7e';
export const rust = '#c8553d';
export const brick = '#9c3f2e';
export const sand = '#e3cfa4';
export const cream = '#fbf4e4';
export const ink = '#27333b';
export const slate = '#566570';
export const steel = '#a9b4ba';
export const sky = '#7fb0c4';
export const lake = '#3b7593';
export const sun = '#ecb54a';
export const clay = '#b86f45';
export const wood = '#8a5a3b';
export const plum = '#6d4c6f';

/** Shapes by the id of the item that they show, in a square of 240. */
export type Drawings = Readonly<Record<string, string>>;
