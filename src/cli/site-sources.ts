import {join} from "node:path";
import {type Config, PACKAGE_ROOT, SHIPPED} from "../config.ts";
import {readGuide} from "../guide.ts";
import {readProject} from "../project.ts";
import {PUBLISHED} from "../publish.ts";
import type {SiteSources} from "../site.ts";
import {openDatabase, publishedBuild} from "../warehouse.ts";

/** What the site of the published build is made of, with all that is published. @throws RessacError (2) when nothing is published. */
export async function siteSources(config: Config): Promise<SiteSources> {
  const database = await openDatabase();
  const guide = await readGuide(await readProject(database.connection, config), SHIPPED.reports);
  database.close();
  return {
    reports: SHIPPED.reports,
    published: join(await publishedBuild(config.warehouse, "hashes"), PUBLISHED),
    root: join(config.warehouse, ".site", "root"),
    language: config.language,
    packageRoot: PACKAGE_ROOT,
    guide
  };
}
