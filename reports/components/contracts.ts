import {html} from "htl";
import {textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import type {FileRead} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** An export as its contract describes it. */
export interface SourceContract {
  name: string;
  system: string;
  title: string;
  files: string[];
  feeds: string[];
  columns: {name: string; headers: string[]; type: string; required: boolean; meaning: string}[];
}

/** Every export that is understood, with the headers that are accepted; those that were delivered say so. */
export function contractsCard(
  sources: SourceContract[],
  files: FileRead[],
  {say, about}: Context
): HTMLElement {
  if (sources.length === 0) return emptyCard(say.text("lineage.empty"), say.text("lineage.empty.detail"));
  const delivered = new Map<string, number>();
  for (const {source} of files) delivered.set(source, (delivered.get(source) ?? 0) + 1);
  return html`<section class="card">
    <h3>
      ${say.text("contracts.finding", {
        delivered: say.number(sources.filter(({name}) => delivered.has(name)).length),
        count: sources.length
      })}
    </h3>
    <p class="subtitle">${say.text("contracts.subtitle")}</p>
    ${sources.map((source) => contract(source, delivered.get(source.name) ?? 0, say))}
    <p class="notes">${[say.text("contracts.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** One contract, folded; its columns are drawn when it is opened, for there are thousands in all. */
function contract(source: SourceContract, files: number, say: Say): HTMLElement {
  const inside = html`<div></div>`;
  const told = files === 0 ? say.text("contracts.missing") : say.text("contracts.files", {count: files});
  return html`<details
    id=${source.name}
    class="contract"
    ontoggle=${() => {
      if (inside.childElementCount === 0) inside.append(...contractParts(source, say));
    }}
  >
    <summary><strong>${say.name("source", source.name)}</strong> ${told}</summary>
    ${inside}
  </details>`;
}

function contractParts(source: SourceContract, say: Say): HTMLElement[] {
  const feeds = source.feeds.map((entity) => say.name("entity", entity));
  return [
    html`<p>
      <code>${source.files.join(", ")}</code>
      ${feeds.length === 0 ? "" : say.text("contracts.feeds", {facts: say.list(feeds)})}
      <a href=${linkTo(`?table=sources.${source.name}`)}>${say.text("contracts.follow")}</a>
    </p>`,
    plainTable(source.columns, {
      columns: contractColumns(say),
      label: say.text("contracts.columns", {source: say.name("source", source.name)})
    })
  ];
}

type ContractColumn = SourceContract["columns"][number];

function contractColumns(say: Say): Column<ContractColumn>[] {
  return [
    {
      key: "headers",
      label: say.text("contracts.column.headers"),
      value: ({headers}) => headers.join(", "),
      show: ({headers}) => headers.join(" · ")
    },
    textColumn("name", say.text("contracts.column.name"), ({name}) => name),
    textColumn("type", say.text("contracts.column.type"), ({type}) => type),
    textColumn("required", say.text("contracts.column.required"), ({required}) =>
      required ? say.text("contracts.required") : ""
    ),
    {
      key: "meaning",
      label: say.text("contracts.column.meaning"),
      value: ({meaning}) => meaning,
      show: ({meaning}) => html`<span lang="en">${meaning}</span>`
    }
  ];
}
