import {type ChildProcess, spawn} from "node:child_process";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Readable, Writable} from "node:stream";
import {type Chromium, FLAGS} from "./chromium.ts";
import {RessacError} from "./errors.ts";

/** A page of a browser without a window, laid out as on paper, driven by the browser's own protocol over a pipe. */
export interface Tab {
  /** Opens an address and waits until an expression holds there. @throws RessacError (3) after a minute. */
  open: (url: string, until: string) => Promise<void>;
  /** The value of an expression in the page; promises are waited for. */
  evaluate: <T>(expression: string) => Promise<T>;
  /** The page on paper, with the options of `Page.printToPDF`. */
  print: (options: Record<string, unknown>) => Promise<Buffer>;
  close: () => Promise<void>;
}

type Send = <T>(method: string, params?: Record<string, unknown>) => Promise<T>;

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/** Starts a browser with one page. @throws RessacError (3) when it does not start. */
export async function openTab(
  {executable, environments}: Chromium,
  {width, height}: {width: number; height: number}
): Promise<Tab> {
  const problems: string[] = [];
  for (const environment of environments) {
    const profile = await mkdtemp(join(tmpdir(), "ressac-browser-"));
    const child = start(executable, profile, environment);
    const close = async () => {
      const ended = new Promise((done) => child.once("close", done));
      if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
      await rm(profile, {recursive: true, force: true, maxRetries: 5});
    };
    try {
      return {...(await makeTab(connect(child), {width, height})), close};
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      await close();
    }
  }
  throw new RessacError(
    `${executable}: the browser did not start: ${problems.at(-1) ?? ""}; name another one in CHROME_PATH`,
    3
  );
}

function start(executable: string, profile: string, environment: Record<string, string>): ChildProcess {
  const flags = [...FLAGS, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
  return spawn(executable, flags, {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    env: {...process.env, ...environment}
  });
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: {message: string};
}

/** Messages are JSON, each ended by a zero byte: written to the third pipe, read from the fourth. */
function connect(child: ChildProcess): Send & {session: (id: string) => Send} {
  const [, , , to, from] = child.stdio as [null, null, null, Writable, Readable];
  const waiting = new Map<number, {done: (result: unknown) => void; fail: (error: Error) => void}>();
  let last = 0;
  let rest = "";
  from.setEncoding("utf8");
  from.on("data", (chunk: string) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages) {
      const {id, result, error} = JSON.parse(message) as Answer;
      const asked = id === undefined ? undefined : waiting.get(id);
      if (id === undefined || asked === undefined) continue;
      waiting.delete(id);
      if (error === undefined) asked.done(result);
      else asked.fail(new Error(error.message));
    }
  });
  const abandon = (reason: string) => {
    for (const {fail} of waiting.values()) fail(new Error(reason));
    waiting.clear();
  };
  to.on("error", () => abandon("it closed its pipe"));
  child.once("error", (error) => abandon(error.message));
  child.once("close", (code) => abandon(`it ended with code ${code}`));
  const sendAs =
    (sessionId?: string): Send =>
    (method, params = {}) =>
      new Promise((done, fail) => {
        const id = ++last;
        waiting.set(id, {done: done as (result: unknown) => void, fail});
        to.write(`${JSON.stringify({id, method, params, sessionId})}\0`);
      });
  return Object.assign(sendAs(), {session: sendAs});
}

async function makeTab(
  browser: ReturnType<typeof connect>,
  {width, height}: {width: number; height: number}
): Promise<Omit<Tab, "close">> {
  const {targetId} = await browser<{targetId: string}>("Target.createTarget", {url: "about:blank"});
  const {sessionId} = await browser<{sessionId: string}>("Target.attachToTarget", {targetId, flatten: true});
  const send = browser.session(sessionId);
  await send("Page.enable");
  const metrics = {width, height, deviceScaleFactor: 1, mobile: false};
  await send("Emulation.setDeviceMetricsOverride", metrics);
  // Charts are drawn for the room they have: on paper, for that of the sheet.
  await send("Emulation.setEmulatedMedia", {media: "print"});
  const evaluate = async <T>(expression: string): Promise<T> => {
    const options = {expression, awaitPromise: true, returnByValue: true};
    const {result, exceptionDetails} = await send<Evaluated<T>>("Runtime.evaluate", options);
    if (exceptionDetails === undefined) return result.value;
    throw new RessacError(`report: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`, 3);
  };
  return {
    evaluate,
    open: async (url, until) => {
      await send("Page.navigate", {url});
      const end = Date.now() + PATIENCE_MS;
      // Between two documents there is none to ask.
      while (!(await evaluate<boolean>(`Boolean(${until})`).catch(() => false))) {
        if (Date.now() > end) throw new RessacError(`${url}: not drawn within a minute`, 3);
        await new Promise((done) => setTimeout(done, POLL_MS));
      }
    },
    print: async (options) => {
      const {data} = await send<{data: string}>("Page.printToPDF", options);
      return Buffer.from(data, "base64");
    }
  };
}

interface Evaluated<T> {
  result: {value: T};
  exceptionDetails?: {text: string; exception?: {description?: string}};
}
