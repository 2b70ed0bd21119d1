// Publishes builds one after the other, as runs do: `publisher.ts WAREHOUSE COUNT KEPT`.
import {dropOldBuilds} from "../../src/warehouse.ts";
import {publishValue} from "./builds.ts";

const [warehouse = "", count = "100", kept = "2"] = process.argv.slice(2);
for (let value = 1; value <= Number(count); value++) {
  const build = await publishValue(warehouse, value);
  await dropOldBuilds(warehouse, build, Number(kept));
}
