import { signal } from '@preact/signals';

const KEY = 'freshet.name';

/** Who changes rules here, as far as they said; it goes into the trail. */
export const editorName = signal(kept());

export function nameEditor(name: string): void {
  editorName.value = name;
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Asked again when the page is opened again.
  }
}

/** A header takes no letters beyond Latin-1, so the name goes into the query. */
export function byParameter(): { readonly by: string } {
  return { by: editorName.value.trim().slice(0, 128) };
}

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
