/** POSTs JSON and answers with status and parsed body. */
export async function postJson(
  url: string,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** GETs JSON; any status but 200 is an error that shows the answer. */
export async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
