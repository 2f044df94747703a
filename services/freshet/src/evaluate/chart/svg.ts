type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element; text in it must come from `text`. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const given = Object.entries(attributes).map(([key, value]) => {
    const shown = typeof value === 'number' ? Number(value.toFixed(2)) : escaped(value);
    return ` ${key}="${shown}"`;
  });
  const tag = `${name}${given.join('')}`;
  return children.length === 0 ? `<${tag}/>` : `<${tag}>${children.join('')}</${name}>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escaped(content));
}

function escaped(content: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return content.replace(/[&<>"]/g, (character) => entities[character]!);
}
