/**
 * For `node --import`: a disk on which each flush takes so long before it begins. Nobody's rights are
 * needed for it, and nothing of it is in the product; what flushes by itself, as LMDB and Redis do,
 * is not slowed down by it. JavaScript: what strips types does so for what is imported behind it.
 */
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const FLUSH_MS = 150;

const file = await open(new URL(import.meta.url));
const handles = Object.getPrototypeOf(file);
await file.close();
const { datasync } = handles;
handles.datasync = async function slowDatasync() {
  await delay(FLUSH_MS);
  await datasync.call(this);
};
