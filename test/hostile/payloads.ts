/** Where a text would have to come for it to act, if nothing stopped it. */
export type Sink =
  /** Taken for markup after the page was drawn, or written while it is drawn. */
  | "markup"
  | "written"
  /** Taken for the address of a link that is followed. */
  | "address"
  /** Taken for the inside of a template or of a style. */
  | "template"
  | "style"
  /** Opened in a spreadsheet. */
  | "sheet"
  /** Nowhere: it can only spoil how a page looks or how its code looks things up. */
  | "nowhere";

export interface Payload {
  sink: Sink;
  text: string;
}

/** Another origin, which no page may ask. */
export const ELSEWHERE = "https://elsewhere.invalid";

/** Each text would call `fired` with its own number, or ask another origin for it. */
const MARKUP: ((id: number) => string)[] = [
  (id) => `<img src=x onerror=fired(${id})>`,
  (id) => `"><img src=x onerror="fired(${id})">`,
  (id) => `'><img src=x onerror='fired(${id})'>`,
  (id) => `</title><img src=x onerror=fired(${id})>`,
  (id) => `</textarea></style></script><img src=x onerror=fired(${id})>`,
  (id) => `--><img src=x onerror=fired(${id})><!--`,
  (id) => `<svg><set onbegin=fired(${id}) attributeName=x></svg>`,
  (id) => `<svg><image href=x onerror=fired(${id})></image></svg>`,
  (id) => `<svg><animate onbegin=fired(${id}) attributeName=x dur=1s>`,
  (id) => `<noscript><p title="</noscript><img src=x onerror=fired(${id})>"></noscript>`,
  (id) => `<video><source onerror=fired(${id})></video>`,
  (id) => `<audio src=x onerror=fired(${id})></audio>`,
  (id) => `<input autofocus onfocus=fired(${id})>`,
  (id) => `<details open ontoggle=fired(${id})><summary>x</summary></details>`,
  (id) =>
    `<div style="animation: 1ms spin" onanimationstart=fired(${id})></div><style>@keyframes spin{}</style>`,
  (id) => `<iframe srcdoc="<script>parent.fired(${id})</script>"></iframe>`,
  (id) => `<iframe src="javascript:parent.fired(${id})"></iframe>`,
  (id) =>
    `<object data="data:text/html,<script>parent.fired(${id})</script>"></object><img src=x onerror=fired(${id})>`,
  (id) => `<embed src="${ELSEWHERE}/${id}">`,
  (id) => `<link rel=stylesheet href="${ELSEWHERE}/${id}">`,
  (id) => `<img src="${ELSEWHERE}/${id}">`,
  (id) => `<style>body{background:url(${ELSEWHERE}/${id})}</style>`,
  (id) => `<IMG SRC=x ONERROR=fired(${id})>`,
  (id) => `<img/src="x"/onerror=fired(${id})>`,
  (id) => `<img src=x onerror=&#102;ired(${id})>`,
  (id) => `<img src=x onerror="\\u0066ired(${id})">`,
  (id) => `![x](x"onerror="fired(${id})) <img src=x onerror=fired(${id})>`,
  (id) => `<xmp><p title="</xmp><img src=x onerror=fired(${id})>">`
];

const WRITTEN: ((id: number) => string)[] = [
  (id) => `<script>fired(${id})</script>`,
  (id) => `</script><script>fired(${id})</script>`,
  (id) => `<script type="module">fired(${id})</script>`,
  (id) => `<script src="data:text/javascript,fired(${id})"></script>`,
  (id) => `<svg><script>fired(${id})</script></svg>`,
  (id) => `<svg onload=fired(${id})>`,
  (id) => `<svg><script>fired&#40;${id}&#41;</script></svg>`
];

const ADDRESS: ((id: number) => string)[] = [
  (id) => `javascript:fired(${id})//`,
  (id) => `JaVaScRiPt:fired(${id})//`,
  (id) => `java\tscript:fired(${id})//`,
  (id) => ` javascript:fired(${id})//`,
  (id) => `javascript://%0afired(${id})//`,
  (id) => `javascript:void(document.title=fired(${id}))//`
];

const TEMPLATE: ((id: number) => string)[] = [
  (id) => `\${fired(${id})}`,
  (id) => `\`+fired(${id})+\``,
  (id) => `\${document.title=fired(${id})}`,
  (id) => `\${(()=>{throw fired(${id})})()}`
];

const STYLE: ((id: number) => string)[] = [
  (id) => `red;background:url(${ELSEWHERE}/${id})`,
  (id) => `red}body{background:url("${ELSEWHERE}/${id}")`
];

const SHEET = [
  '=HYPERLINK("https://elsewhere.invalid";"x")',
  "=cmd|'/c calc'!A1",
  "+1+1",
  "-2+3",
  "@SUM(A1:A9)",
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "\uff1d1+1",
  '";=1+1;"'
];

const NOWHERE = [
  "[x](javascript:fired(0)) **b** # h | a | b |",
  "\u202egnp.exe \u2066\u2067",
  "\u200f\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627 \u200e",
  "a\u0000b\u0001c\u0008\u001b[31m\u007f\u0085",
  "\u200b\u200c\u200d\ufeff\u00ad",
  "e\u0301\u0302\u0303\u0304\u0305".repeat(12),
  "W".repeat(400),
  "long ".repeat(120),
  "__proto__",
  "constructor",
  "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\uddeb\ud83c\uddf7",
  "{count} {0} %s %d {{overview.name}}",
  "#order=A1&x=%00%zz",
  "../../etc/passwd\\..\\x",
  "a + b + c",
  "\n\r\n\v\f",
  "undefinedly"
];

/** What a text of the data may be, from the harmless to the hostile; each in its place by its number. */
export const PAYLOADS: readonly Payload[] = [
  ...MARKUP.map((text) => ({sink: "markup" as const, text})),
  ...WRITTEN.map((text) => ({sink: "written" as const, text})),
  ...ADDRESS.map((text) => ({sink: "address" as const, text})),
  ...TEMPLATE.map((text) => ({sink: "template" as const, text})),
  ...STYLE.map((text) => ({sink: "style" as const, text})),
  ...SHEET.map((text) => ({sink: "sheet" as const, text: () => text})),
  ...NOWHERE.map((text) => ({sink: "nowhere" as const, text: () => text}))
].map(({sink, text}, id) => ({sink, text: text(id)}));
