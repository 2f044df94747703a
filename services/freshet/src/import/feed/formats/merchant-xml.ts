import { SaxesParser } from 'saxes';
import type { FeedEntry, FeedOptions } from '../entry.ts';
import { isRefusal } from '../entry.ts';
import { merchantItem } from '../merchant/item.ts';
import { type Source, unreadable } from '../../source/source.ts';

/** Characters of one product, and of whatever stands between two; more is no feed. */
export const PRODUCT_CHARACTERS_MAX = 1024 * 1024;

const merchantNamespaces = new Set([
  'http://base.google.com/ns/1.0',
  'http://base.google.com/cns/1.0',
]);

/** Of RSS 2.0, Atom and RSS 1.0. */
const feedRoots = new Set(['rss', 'feed', 'RDF']);

interface Product {
  readonly attributes: Map<string, string[]>;
  /** What RSS and Atom have of their own, such as Atom's `id`: stands in where the attribute is missing. */
  readonly others: Map<string, string[]>;
  readonly line: number;
}

/**
 * Products of a Google Merchant feed: `item`s of RSS 2.0 or `entry`s of Atom with attributes of the
 * namespace http://base.google.com/ns/1.0, whatever its prefix.
 * @throws FreshetError IMPORT_FILE_INVALID where the XML is broken or is no feed; products before that were handed over.
 */
export async function* merchantXml(
  source: Source,
  options: FeedOptions,
): AsyncGenerator<FeedEntry> {
  const products: Product[] = [];
  const reader = new ProductReader((product) => products.push(product));
  const decoder = new TextDecoder(encodingOf(source), { fatal: true });
  function* finished(): Generator<FeedEntry> {
    for (const { attributes, line } of products.splice(0)) {
      const item = merchantItem(attributes, options);
      const itemId = isRefusal(item) ? attributes.get('id')?.[0] : item.itemId;
      yield { place: `line ${line}`, itemId, item };
    }
  }
  try {
    for await (const chunk of source.content() as AsyncIterable<Buffer>) {
      const fault = reader.write(decoder.decode(chunk, { stream: true }));
      yield* finished();
      if (fault !== undefined) throw fault;
    }
    reader.end();
    yield* finished();
    if (!reader.isFeed) throw new Error(`it is no feed: <${reader.root}> has no item or entry`);
  } catch (cause) {
    throw unreadable(source.name, cause, reader.place);
  }
}

/** As the XML declaration says (XML 1.0, appendix F); UTF-8 if it says nothing. */
function encodingOf({ start }: Source): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const named = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(
    start.toString('latin1'),
  );
  return named?.[1] ?? 'utf-8';
}

/** Collects the text of each element right below a product. */
class ProductReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  #product: Product | undefined;
  #depth = 0;
  #productDepth = 0;
  #text = '';
  #hasProducts = false;
  /** Of the document, by its local name. */
  root = '';
  /** The last tag; what is between it and here is held in memory. */
  #heldFrom = 0;

  constructor(take: (product: Product) => void) {
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ local, uri, attributes }) => {
      if (this.#depth++ === 0) this.root = local;
      this.#text = '';
      if (this.#product === undefined) {
        this.#heldFrom = parser.position;
        if (local === 'item' || local === 'entry') {
          this.#product = { attributes: new Map(), others: new Map(), line: parser.line };
          this.#productDepth = this.#depth;
        }
      } else if (local === 'link' && !merchantNamespaces.has(uri)) {
        // Atom has the address in an attribute (RFC 4287 §4.2.7).
        const relation = attributes['rel']?.value ?? 'alternate';
        const address = attributes['href']?.value ?? '';
        if (relation === 'alternate') keep(this.#product.others, 'link', address);
      }
    });
    const addText = (text: string) => (this.#text += text);
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.on('closetag', ({ local, uri }) => {
      if (this.#product !== undefined) {
        const { attributes, others } = this.#product;
        if (this.#depth === this.#productDepth + 1) {
          keep(merchantNamespaces.has(uri) ? attributes : others, local, this.#text);
        } else if (this.#depth === this.#productDepth) {
          for (const [name, values] of others)
            if (!attributes.has(name)) attributes.set(name, values);
          take(this.#product);
          this.#hasProducts = true;
          this.#product = undefined;
          this.#heldFrom = parser.position;
        }
      }
      this.#text = '';
      this.#depth--;
    });
  }

  /** A shop may have nothing to sell; a page that says so in HTML is something else. */
  get isFeed(): boolean {
    return this.#hasProducts || feedRoots.has(this.root);
  }

  get place(): string {
    return `line ${this.#parser.line}`;
  }

  /** What is wrong with the text, once whatever was whole before it has been taken. */
  write(text: string): unknown {
    try {
      this.#parser.write(text);
    } catch (error) {
      return error;
    }
    const held = this.#parser.position - this.#heldFrom;
    if (held <= PRODUCT_CHARACTERS_MAX) return undefined;
    return new Error(
      `a product, or what is between two, is longer than ${PRODUCT_CHARACTERS_MAX} characters`,
    );
  }

  end(): void {
    this.#parser.close();
  }
}

function keep(into: Map<string, string[]>, name: string, text: string): void {
  const value = text.trim();
  if (value === '') return;
  const values = into.get(name);
  if (values === undefined) into.set(name, [value]);
  else values.push(value);
}
