/** Whether the site has a page, by its name: the site of an audience has only some of them, all in its menu. */
export function hasPage(name: string): boolean {
  const pages = pagesOfMenu();
  return pages.size === 0 || pages.has(name);
}

/** Links that have been looked at: those of long tables are many, and come again with every row that is added. */
const seen = new WeakSet<Element>();

/** Turns links to pages that the site does not have into their words. */
export function dropDeadLinks(main: Element): void {
  const pages = pagesOfMenu();
  if (pages.size === 0) return;
  for (const link of main.querySelectorAll("a")) {
    if (seen.has(link)) continue;
    seen.add(link);
    const href = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
    const target = new URL(href, document.baseURI);
    const isPage = target.href.startsWith(`${location.origin}/`) && !/\.(?!html)\w+$/.test(target.pathname);
    if (!isPage) continue;
    if (!pages.has(nameOf(target.pathname))) link.replaceWith(...link.childNodes);
  }
}

function pagesOfMenu(): Set<string> {
  const links = document.querySelectorAll<HTMLAnchorElement>("#observablehq-sidebar a[href]");
  return new Set([...links].map((link) => nameOf(new URL(link.href).pathname)));
}

function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.html$/, "");
  return name === "" ? "index" : name;
}
