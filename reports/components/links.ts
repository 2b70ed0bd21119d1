/** Ways to lead elsewhere that run nothing in the page. */
const ALLOWED = ["https:", "mailto:"];

/**
 * The address of a link: of this site, `https` or `mailto`; null for any other, and the link leads nowhere. Every
 * address in which something of the data stands goes through here, for `javascript:` and `data:` would run it.
 */
export function linkTo(address: string, base: string = document.baseURI): string | null {
  if (!URL.canParse(address, base)) return null;
  const {protocol, origin} = new URL(address, base);
  const isOurs = /^https?:$/.test(protocol) && origin === new URL(base).origin;
  return isOurs || ALLOWED.includes(protocol) ? address : null;
}
