interface CookielessRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What one browser keeps and sends, without a page: cookies, and where a request comes from. */
export class CookieBrowser {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string, cookies: ReadonlyMap<string, string> = new Map()) {
    this.#url = url;
    this.#cookies = new Map(cookies);
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** Another one with a copy of what this one has now, as who stole it would have. */
  thief(url = this.#url): CookieBrowser {
    return new CookieBrowser(url, this.#cookies);
  }

  put(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** As a page of the site itself does, unless headers say otherwise. */
  async post(
    path: string,
    body: URLSearchParams | object = {},
    headers: Readonly<Record<string, string>> = { origin: this.#url },
  ): Promise<Response> {
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
    return this.#send(path, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body: isForm ? body.toString() : JSON.stringify(body),
    });
  }

  logIn(name: string, password: string, more: Readonly<Record<string, string>> = {}) {
    return this.post('/dashboard/login', new URLSearchParams({ name, password, ...more }));
  }

  async #send(path: string, init: CookielessRequest) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = cookie === '' ? init.headers : { ...init.headers, cookie };
    const answer = await fetch(new URL(path, this.#url), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (/max-age=0/i.test(line)) this.#cookies.delete(name!);
    else this.#cookies.set(name!, value!);
  }
}
