/** How long Freshet may take to answer the shop, in ms. */
const PATIENCE_MS = 5_000;

/** Freshet as the shop reaches it: by its public interface and nothing else. */
export interface Freshet {
  /** @throws Error when it does not answer in time, or not with what was asked for. */
  get<T>(path: string): Promise<T>;
  /** Whether the API has read all that was there when it started. */
  isReady(): Promise<boolean>;
  /** @throws Error when the intake does not answer in time, or refuses. */
  post(path: string, body: object): Promise<void>;
}

/** The addresses are asked for at each call: a server knows its own only once it listens. */
export function freshetAt(
  addresses: () => { ingestUrl: string; apiUrl: string },
  key: string,
): Freshet {
  const credential: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };
  const ask = (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), ...credential },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  return {
    async get<T>(path: string) {
      const answer = await ask(addresses().apiUrl + path);
      if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}.`);
      return (await answer.json()) as T;
    },
    async isReady() {
      const { ok } = await ask(`${addresses().apiUrl}/health/ready`);
      return ok;
    },
    async post(path, body) {
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await ask(addresses().ingestUrl + path, init);
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}.`);
    },
  };
}
