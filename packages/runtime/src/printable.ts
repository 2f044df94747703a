/** What could write over a terminal or turn a line around: control and formatting characters of all kinds. */
const unprintable = /(?![\n\t])\p{C}/gu;

/** A text of somebody unknown, to be shown: with dots for what is not to be printed. */
export const printable = (text: string): string => text.replace(unprintable, '.');
