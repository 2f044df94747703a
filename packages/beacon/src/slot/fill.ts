/** What stands for `{{name}}` in a template. */
export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Attributes that are addresses, `formaction` and `xlink:href` among them. */
const addresses = /(href|src|action|data)$/;
/** Attributes in which a text would become code. */
const code = /^(on|style|srcdoc)/;

/**
 * Puts values into a copy of a page's template: into texts and attributes, never as markup. An address
 * that is not one of the web (`javascript:`) leaves its attribute out, and so does one that is missing.
 */
export function fill(copy: Node, values: Values): Node {
  const put = (text: string) =>
    text.replace(/{{(\w+)}}/g, (_, name: string) => `${values[name] ?? ''}`);
  // Elements and texts.
  const nodes = document.createTreeWalker(copy, 5);
  do {
    const node = nodes.currentNode as Element | Text | DocumentFragment;
    if ('data' in node) {
      if (!/^s(cript|tyle)$/i.test(node.parentNode!.nodeName)) node.data = put(node.data);
    } else if ('attributes' in node) {
      for (const name of node.getAttributeNames()) {
        const value = node.getAttribute(name)!;
        const filled = put(value);
        if (filled === value) continue;
        const isUnsafe = code.test(name) || (addresses.test(name) && !isOfTheWeb(filled));
        if (isUnsafe) node.removeAttribute(name);
        else node.setAttribute(name, filled);
      }
    }
  } while (nodes.nextNode());
  return copy;
}

/** As the browser reads it, whatever white space or control characters are in it; truthy if it is. */
function isOfTheWeb(href: string) {
  return href && Object.assign(document.createElement('a'), { href }).protocol.startsWith('http');
}
