import {existsSync} from "node:fs";
import {mkdtemp, readlink, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setImmediate, setTimeout} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {findDamage} from "../../src/seal.ts";
import {publishValue} from "./builds.ts";
import {type Finding, start} from "./scenario.ts";

const PUBLISHER = fileURLToPath(new URL("publisher.ts", import.meta.url));
const READERS = 4;

/**
 * Polls what is published while another process publishes build after build: each reader follows `current`, reads the
 * manifest and every file, and compares hashes. A reader can be outrun: the build that it reads is cleared when as many
 * were published meanwhile as are kept. That it can tell, for the folder is gone; anything else that is not whole is half.
 */
export async function pollPublishes(publishes: number, kept: number): Promise<Finding> {
  const warehouse = await mkdtemp(join(tmpdir(), "ressac-readers-"));
  try {
    await publishValue(warehouse, 0);
    const state = {isOver: false, reads: 0, outrun: 0, ids: new Set<string>(), problems: [] as string[]};
    const publisher = start(process.execPath, [
      "--import",
      "tsx",
      PUBLISHER,
      warehouse,
      `${publishes}`,
      `${kept}`
    ]);
    const readers = Array.from({length: READERS}, async () => {
      while (!state.isOver) {
        await readOnce(warehouse, state);
        await setImmediate();
      }
    });
    const {code, stderr} = await publisher;
    state.isOver = true;
    await Promise.all(readers);
    if (code !== 0) state.problems.push(`the publisher ended with ${String(code)}: ${stderr}`);
    const seen = `${state.ids.size} builds seen, ${state.outrun} reads outrun by clearing`;
    return {
      what: `${READERS} readers poll during ${publishes} publishes, ${kept} older builds kept (${seen})`,
      tries: state.reads,
      problems: state.problems
    };
  } finally {
    await rm(warehouse, {recursive: true, force: true});
  }
}

interface Reading {
  reads: number;
  outrun: number;
  ids: Set<string>;
  problems: string[];
}

async function readOnce(warehouse: string, state: Reading): Promise<void> {
  state.reads++;
  const id = await readlink(join(warehouse, "current")).catch(() => undefined);
  if (id === undefined) {
    state.problems.push("nothing was published any more");
    return;
  }
  const folder = join(warehouse, id);
  const damage = await findDamage(folder, "hashes");
  if (damage === undefined) state.ids.add(id);
  else if ((await readlink(join(warehouse, "current"))) === id || (await staysThere(folder)))
    state.problems.push(`${id}: ${damage}`);
  else state.outrun++;
}

/** A build that is being cleared is gone a moment later. */
async function staysThere(folder: string): Promise<boolean> {
  for (let look = 0; look < 100 && existsSync(folder); look++) await setTimeout(50);
  return existsSync(folder);
}
