import { textOf } from './repository.ts';

/** A template of Google Tag Manager, as its editor exports it: sections by name. */
export function templateAt(path: string): ReadonlyMap<string, string> {
  const [, ...parts] = textOf(path).split(/^___([A-Z_]+)___$/m);
  return new Map(
    parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1]!.trim()] as const] : [])),
  );
}

interface Permission {
  readonly instance: { readonly key: { readonly publicId: string }; readonly param: unknown };
}

/** The texts that a permission of the template allows: addresses, globals, types of consent. */
export function allowedBy(template: ReadonlyMap<string, string>, permission: string): string[] {
  const permissions = JSON.parse(template.get('WEB_PERMISSIONS')!) as Permission[];
  const { instance } = permissions.find(({ instance: { key } }) => key.publicId === permission)!;
  return [...JSON.stringify(instance.param).matchAll(/"string":"([^"]*)"/g)].map(
    ([, text]) => text!,
  );
}

/**
 * A script that runs a template's sandboxed code in a page, with the APIs it requires as Google documents
 * them; `gtm` is what the page sees of it. What the template has no permission for throws, as there.
 * https://developers.google.com/tag-platform/tag-manager/templates/api
 */
export function sandboxed(template: ReadonlyMap<string, string>, data: object, server: string) {
  const allowed = (permission: string) => JSON.stringify(allowedBy(template, permission));
  const name = new URL(server).host.replaceAll('.', '\\.');
  return `globalThis.gtm = { granted: false, listeners: [], outcome: undefined };
    const check = (what, isAllowed) => { if (!isAllowed) throw new Error('no permission: ' + what); };
    const matches = (url) => ${allowed('inject_script')}.some((pattern) =>
      new RegExp('^' + pattern.split('*').map((part) => part.replace(/[.?/]/g, '\\\\$&')).join('.*') + '$')
        .test(url.replace(/^http:\\/\\/${name}/, 'https://freshet.example')));
    const apis = {
      encodeUriComponent: encodeURIComponent,
      isConsentGranted: (type) => (check(type, ${allowed('access_consent')}.includes(type)), gtm.granted),
      addConsentListener: (type, listener) => gtm.listeners.push((granted) => listener(type, granted)),
      callInWindow: (path, ...args) => {
        check(path, ${allowed('access_globals')}.includes(path));
        const [object, method] = path.split('.');
        return globalThis[object][method](...args);
      },
      injectScript: (url, onSuccess, onFailure) => {
        check(url, matches(url));
        const script = Object.assign(document.createElement('script'), { async: true, src: url });
        script.onload = onSuccess;
        script.onerror = onFailure;
        document.head.append(script);
      },
    };
    const require = (name) => apis[name] ?? check(name);
    const data = { ...${JSON.stringify(data)},
      gtmOnSuccess: () => (gtm.outcome = 'success'), gtmOnFailure: () => (gtm.outcome = 'failure') };
    ((require, data) => { ${template.get('SANDBOXED_JS_FOR_WEB_TEMPLATE')!} })(require, data);`;
}
