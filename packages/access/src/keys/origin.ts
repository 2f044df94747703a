/** `https://shop.example`, or `https://*.shop.example` for every name below it. */
const pattern = /^(https?:\/\/)(\*\.)?([a-z0-9-]+(\.[a-z0-9-]+)*)(:\d{1,5})?$/;

/** Whether `text` may stand in a list of origins: as browsers write them, in lower case and without a path. */
export function isOriginRule(text: string): boolean {
  const [, scheme, , host, , port = ''] = pattern.exec(text) ?? [];
  if (scheme === undefined) return false;
  const plain = `${scheme}${host}${port}`;
  // Not `https://shop.example:443`, which no browser sends.
  return URL.canParse(plain) && new URL(plain).origin === plain;
}

/** Whether one of the rules has pages of this origin. */
export function isOriginIn(rules: readonly string[], origin: string): boolean {
  return rules.some((rule) => {
    const star = rule.indexOf('*');
    if (star < 0) return rule === origin;
    return (
      origin.startsWith(rule.slice(0, star)) &&
      origin.endsWith(rule.slice(star + 1)) &&
      origin.length > rule.length
    );
  });
}
