import {count} from "./goals.ts";
import type {Spread} from "./measure.ts";
import {machine, table} from "./report.ts";
import type {SiteCost} from "./site-job.ts";
import type {PageCost} from "./site-page.ts";

/** What every page has to keep to, and the building of all. */
export const SITE_GOALS = {chart: 500, script: 300_000, data: 300_000, build_seconds: 30};

/** The section on pages of the benchmarks page. */
export async function siteSection(
  sites: readonly SiteCost[],
  {runs, date}: {runs: number; date: string}
): Promise<string> {
  return [
    "## Pages",
    `How long the site takes to build, and a page to show its first chart, from \`ressac serve\` in headless Chromium.
\`npm run bench:site -- --runs ${runs}\`, ${date}, ${await machine()}.`,
    table(
      ["what", "goal", "orders", "measured", "reached"],
      sites.flatMap((site) => goalRows(site))
    ),
    `Every opening of a page has an empty cache. "first chart" is the time from the start of the navigation to the frame that
shows the first chart of a card (of a page without one, its first table): the median of ${runs} openings with the lowest and
the highest. "script" and "data" are what was asked for before that, in kB: as sent, compressed, and as read. The site is
built from nothing, that is without what Framework keeps between builds. On a machine that others use, times are longer.`,
    ...sites.map((site) => `### A sample of ${count(site.orders)} orders\n\n${pageTable(site)}`)
  ].join("\n\n");
}

function goalRows({orders, build_seconds, pages}: SiteCost): string[][] {
  const row = (what: string, goal: number, worst: number, show: (value: number) => string): string[] => [
    what,
    `at most ${show(goal)}`,
    count(orders),
    show(worst),
    worst <= goal ? "yes" : "**no**"
  ];
  const worst = (of: (page: PageCost) => number): number => Math.max(...pages.map(of));
  const {chart, script, data, build_seconds: seconds} = SITE_GOALS;
  return [
    row(
      "first chart, slowest page",
      chart,
      worst((page) => page.chart.median),
      milliseconds
    ),
    row(
      "script before it, heaviest page",
      script,
      worst((page) => page.script.sent),
      kilobytes
    ),
    row(
      "data before it, heaviest page",
      data,
      worst((page) => page.data.sent),
      kilobytes
    ),
    row("building the site from nothing", seconds, build_seconds, (value) => `${value.toFixed(1)} s`)
  ];
}

function pageTable({pages}: SiteCost): string {
  const size = (bytes: number): string => (bytes / 1000).toFixed(0);
  return table(
    ["page", "first chart, ms", "files", "script, sent", "read", "data, sent", "read"],
    pages.map(({page, chart, requests, script, data}) => [
      page === "" ? "overview" : page,
      spread(chart),
      count(requests),
      ...[script.sent, script.read, data.sent, data.read].map(size)
    ])
  );
}

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

function spread({median, low, high}: Spread): string {
  return `${median.toFixed(0)} [${low.toFixed(0)}–${high.toFixed(0)}]`;
}
