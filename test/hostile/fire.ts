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

/** Lets all of them loose on one page, and tells which have called or asked for what they must not. */
export async function lettingLoose(browser: Browser, address: string): Promise<number[]> {
  const context = await browser.newContext();
  const {page, fired} = await watchedPage(context, address);
  // Texts that are written replace what stood there: they come last, and each is given time.
  const [written, others] = [true, false].map((isWritten) =>
    LIVE.filter((id) => (PAYLOADS[id]?.sink === "written") === isWritten)
  );
  await page.goto(address);
  for (const id of others ?? []) {
    const {sink, text} = PAYLOADS[id] ?? {sink: "nowhere", text: ""};
    await page.evaluate(act, [sink, text] as [Sink, string]);
    // A link that is followed stops one that was followed just before.
    await page.waitForTimeout(sink === "address" ? 60 : 0);
  }
  await page.waitForTimeout(1000);
  for (const id of written ?? []) {
    await page.goto(address);
    await page.evaluate(act, ["written", PAYLOADS[id]?.text ?? ""] as [Sink, string]);
    await page.waitForTimeout(150);
  }
  await context.close();
  const numbers = fired.flatMap((what) => /^(?:called: |asked: .*\/)(\d+)$/.exec(what)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
}
