/**
 * Makes a drawn chart readable without eyes: one picture under one name, which says what is drawn, with the names of
 * its links kept. Plot names its marks after their kind, in English, which tells a listener nothing; the figures
 * themselves stand in the table behind the chart.
 */
export function readable(drawn: Node): Node {
  if (!(drawn instanceof Element)) return drawn;
  const pictures = drawn.matches("svg") ? [drawn] : [...drawn.querySelectorAll("svg")];
  for (const picture of pictures) {
    const links = [...picture.querySelectorAll("a")];
    for (const link of links) nameLink(link);
    for (const part of picture.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
    // A picture hides what is in it; where there are links, it must not.
    picture.setAttribute("role", links.length === 0 ? "img" : "group");
  }
  return drawn;
}

/** A mark that is a link hands its name to the link, which is what can be focused. */
function nameLink(link: Element): void {
  const mark = link.querySelector("[aria-label]");
  const name = mark?.getAttribute("aria-label");
  if (mark === null || name === null || name === undefined) return;
  link.setAttribute("aria-label", name);
  mark.removeAttribute("aria-label");
}
