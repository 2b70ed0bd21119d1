import {carryFilters} from "./filters.js";

/** Hands the filters of this page on to every link to another page of the site, the sidebar's included. */
export function carryAlong(): void {
  for (const link of document.querySelectorAll("a[href]")) carryTo(link);
  if (isListening) return;
  isListening = true;
  // Links that were drawn since: before they are followed, opened aside or copied.
  for (const kind of ["pointerdown", "focusin", "contextmenu", "click"]) {
    document.addEventListener(
      kind,
      (event) => {
        const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
        if (link !== null) carryTo(link);
      },
      {capture: true}
    );
  }
}

let isListening = false;
/** Where links led before anything was handed on. */
const origins = new WeakMap<Element, string>();

function carryTo(link: Element): void {
  const href = origins.get(link) ?? link.getAttribute("href") ?? "";
  if (href.startsWith("#") || link.hasAttribute("download")) return;
  const target = new URL(href, document.baseURI);
  const isPage = target.origin === location.origin && !/\.(?!html)\w+$/.test(target.pathname);
  if (!isPage) return;
  origins.set(link, href);
  link.setAttribute("href", carryFilters(target, new URLSearchParams(location.search)).href);
}
