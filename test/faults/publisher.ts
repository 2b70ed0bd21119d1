// Publishes builds one after the other, as runs do: `publisher.ts WAREHOUSE COUNT KEPT`.
import {join} from "node:path";
import {findGarbage, removeGarbage} from "../../src/garbage.ts";
import {publishValue} from "./builds.ts";

const [warehouse = "", count = "100", kept = "2"] = process.argv.slice(2);
const places = {warehouse, site: join(warehouse, "site")};
const keep = {builds: Number(kept), cleanedDays: 0, failedDays: 0};
for (let value = 1; value <= Number(count); value++) {
  await publishValue(warehouse, value);
  await removeGarbage((await findGarbage(places, keep)).garbage);
}
