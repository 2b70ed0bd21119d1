import type {Browser} from "playwright-core";
import {PAYLOADS, type Sink} from "./payloads.ts";
import {watchedPage} from "./visit.ts";

/** Puts a text where a careless page would have put it. Runs in the page. */
function act([sink, text]: [Sink, string]): void {
  if (sink === "written") {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a careless page would
    document.write(`<p>${text}</p>`);
    document.close();
    return;
  }
  const place = document.createElement("div");
  document.body.append(place);
  if (sink === "markup") place.innerHTML = `<p>${text}</p>`;
  if (sink === "address") {
    const link = document.createElement("a");
    link.href = text;
    place.append(link);
    link.click();
  }
  if (sink === "template") {
    const script = document.createElement("script");
    script.textContent = `void \`${text}\`;`;
    place.append(script);
  }
  if (sink === "style") {
    const style = document.createElement("style");
    place.className = `styled-${document.querySelectorAll("style").length}`;
    place.textContent = "styled";
    style.textContent = `.${place.className} { color: ${text} }`;
    document.head.append(style);
  }
}

/** The payloads that could act somewhere, by their numbers. */
export const LIVE = [...PAYLOADS.entries()]
  .filter(([, {sink}]) => sink !== "sheet" && sink !== "nowhere")
  .map(([id]) => id);

/** What replaces all that stood there, and what another style would outdo, has a page of its own. */
const ALONE: readonly Sink[] = ["written", "style"];

/**
 * Lets them loose one after the other, and tells which have called or asked for what they must not. Each is waited for
 * until it has, at most `patience` milliseconds.
 */
export async function lettingLoose(browser: Browser, address: string, patience: number): Promise<number[]> {
  const context = await browser.newContext();
  const {page, fired} = await watchedPage(context, address);
  const numbers = () =>
    fired.flatMap((what) => /^(?:called: |asked: .*\/)(\d+)$/.exec(what)?.[1] ?? []).map(Number);
  let before: Sink | undefined;
  for (const id of LIVE) {
    const {sink, text} = PAYLOADS[id] ?? {sink: "nowhere", text: ""};
    if (sink !== before || ALONE.includes(sink)) await page.goto(address);
    before = sink;
    await page.evaluate(act, [sink, text] as [Sink, string]);
    for (let waited = 0; waited < patience && !numbers().includes(id); waited += 20)
      await page.waitForTimeout(20);
  }
  await context.close();
  return [...new Set(numbers())].sort((a, b) => a - b);
}
