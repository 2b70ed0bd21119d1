import type {Browser, BrowserContext, Page} from "playwright-core";
import {DESK, settled} from "../support/browser.ts";
import {takeEverything} from "./downloads.ts";

/** What a text made a page do, though texts are only to be read. */
export interface Visit {
  /** Calls of `fired`, dialogs, new windows, other titles and addresses, requests to other origins. */
  fired: string[];
  /** Errors and refusals in the console, links to where none may lead, elements that only texts name. */
  troubles: string[];
  /** Marks of charts and rows of tables, by which a page is known to be drawn. */
  marks: number;
  rows: number;
  /** Side panels that were opened, and read. */
  panels: number;
  /** Files that were taken away, and the cells of their tables. */
  files: number;
  cells: number;
}

/** Opens a page in a context of its own, uses all that can be used in it, and tells what happened. */
export async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({viewport: DESK});
  try {
    const {page, fired, troubles} = await watchedPage(context, address);
    await page.goto(address);
    await settled(page);
    const title = await page.title();
    const used = await page.evaluate(useEverything);
    const taken = await takeEverything(page);
    await page.waitForTimeout(150);
    if ((await page.title()) !== title) fired.push(`title: ${await page.title()}`);
    if (new URL(page.url()).pathname !== new URL(address).pathname) fired.push(`moved: ${page.url()}`);
    if (context.pages().length > 1) fired.push("opened a window");
    const {files, cells, found} = taken;
    return {fired, troubles: [...troubles, ...used.troubles, ...found], ...used.seen, files, cells};
  } finally {
    await context.close();
  }
}

/** A page that tells all that happens in it, from before its first line. */
export async function watchedPage(
  context: BrowserContext,
  address: string
): Promise<{page: Page; fired: string[]; troubles: string[]}> {
  const {origin} = new URL(address);
  const [fired, troubles]: [string[], string[]] = [[], []];
  const page = await context.newPage();
  await page.exposeFunction("fired", (id: unknown) => void fired.push(`called: ${String(id)}`));
  // What the compiler of the long command puts around named functions, and a page does not have.
  await page.addInitScript("globalThis.__name ??= (named) => named");
  await page.exposeFunction("refused", (what: string) => void troubles.push(`refused: ${what}`));
  await page.addInitScript(() => {
    const {refused} = window as unknown as {refused: (what: string) => void};
    document.addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI}) => {
      refused(`${violatedDirective} ${blockedURI}`);
    });
  });
  page.on("dialog", (dialog) => {
    fired.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  const isOurs = (url: string) =>
    ["data:", `${origin}/`, `blob:${origin}/`].some((start) => url.startsWith(start));
  page.on("requestfinished", (request) => {
    if (!isOurs(request.url())) fired.push(`asked: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What the policy stops never leaves the browser.
    const isStopped = /csp/i.test(request.failure()?.errorText ?? "");
    if (!isOurs(request.url()) && !isStopped) fired.push(`asked: ${request.url()}`);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) fired.push(`frame: ${frame.url()}`);
  });
  return {page, fired, troubles};
}

interface Used {
  troubles: string[];
  seen: {marks: number; rows: number; panels: number};
}

/** Runs in the page: opens, draws, searches, points at and follows all that can be, and looks at what is there then. */
async function useEverything(): Promise<Used> {
  const troubles: string[] = [];
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)];
  const look = (where: string): void => {
    for (const element of all(
      "main :is(img, script, iframe, object, embed, base, meta, link, video, audio, math)"
    ))
      troubles.push(`${where}: an element <${element.localName}> that no page has`);
    for (const element of all("body *"))
      for (const {name} of element.attributes)
        if (name.startsWith("on")) troubles.push(`${where}: ${name} on <${element.localName}>`);
    for (const link of all("a")) {
      const address = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "#";
      const {protocol, origin} = new URL(address, document.baseURI);
      if (origin !== location.origin && protocol !== "https:" && protocol !== "mailto:")
        troubles.push(`${where}: a link to ${address}`);
    }
  };
  for (const details of all<HTMLDetailsElement>("details")) details.open = true;
  for (const summary of all(".take > summary"))
    summary.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  await frame();
  for (const more of all<HTMLButtonElement>(".more"))
    for (let press = 0; press < 6 && !more.hidden; press++) more.click();
  for (const box of all<HTMLInputElement>("input[type=search]"))
    for (const query of ["<img", "\\", "javascript", ""]) {
      box.value = query;
      box.dispatchEvent(new Event("input", {bubbles: true}));
    }
  await frame();
  for (const more of all<HTMLButtonElement>(".more"))
    for (let press = 0; press < 6 && !more.hidden; press++) more.click();
  const rows = all("table.data tbody tr").length;
  const marks = all(".card svg :is(path, rect, circle)").length;
  look("drawn");
  for (const chart of all("main svg")) {
    const {left, top, width, height} = chart.getBoundingClientRect();
    for (let step = 1; step < 12; step++) {
      const place = {clientX: left + (step * width) / 12, clientY: top + ((step % 4) + 0.5) * (height / 4)};
      for (const kind of ["pointerenter", "pointermove"])
        chart.dispatchEvent(new PointerEvent(kind, {...place, bubbles: true, pointerType: "mouse"}));
    }
    chart.dispatchEvent(new FocusEvent("focus"));
    for (let press = 0; press < 3; press++)
      chart.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
  }
  await frame();
  look("pointed at");
  for (const cell of all("table.data tbody td")
    .filter((_, index) => index % 97 === 0)
    .slice(0, 1)) {
    cell.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"}));
    await new Promise((later) => setTimeout(later, 420));
  }
  look("defined");
  const links = [...new Set(all<HTMLAnchorElement>('table.data a[href^="#"]').map(({hash}) => hash))];
  const chosen = links.filter((_, index) => index % Math.ceil(links.length / 5) === 0);
  let panels = 0;
  for (const hash of chosen) {
    location.hash = hash;
    for (let wait = 0; wait < 60; wait++) {
      await new Promise((later) => setTimeout(later, 50));
      const dialog = document.querySelector<HTMLDialogElement>("dialog[open]");
      if (dialog?.querySelector("h2") == null) continue;
      panels++;
      look(`panel ${hash}`);
      break;
    }
    for (const dialog of all<HTMLDialogElement>("dialog[open]")) dialog.close();
    await frame();
  }
  if (document.querySelector("h1")?.textContent.trim() === "") troubles.push("no heading");
  if (document.querySelector(".observablehq--error") !== null)
    troubles.push(document.querySelector(".observablehq--error")?.textContent ?? "");
  return {troubles, seen: {marks, rows, panels}};
}
