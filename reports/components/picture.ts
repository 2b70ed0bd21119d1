import {clean} from "./csv.js";
import {textLines} from "./text-lines.js";

const SVG = "http://www.w3.org/2000/svg";

/** What is on the page for those who use it, but not part of the picture. */
const LEFT_OUT = "details, dialog, button, input, .take, .toolbar, .choice, .sr-only, [hidden], .more";

/** What the style sheet says of a mark and a file must say itself: variables and classes stay behind. */
const MARK_STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "visibility",
  "display",
  "paint-order",
  "text-anchor",
  "dominant-baseline",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric"
] as const;

/** Room below the last line, as beside it. */
const MARGIN = 14;

export interface PictureOptions {
  /** The finding, and what is drawn and in what unit: for those who do not see it. */
  title: string;
  description: string;
}

/**
 * A card as it is seen, in a picture that needs nothing else: finding, legend, marks and notes, with the colours as
 * they are computed. Without what only works on the page, such as menus and folded tables.
 */
export function pictureOf(card: HTMLElement, {title, description}: PictureOptions): SVGSVGElement {
  const frame = card.getBoundingClientRect();
  const picture = make("svg", {xmlns: SVG, role: "img"}) as SVGSVGElement;
  picture.append(make("title", {}, title), make("desc", {}, description));
  const ground = picture.appendChild(make("rect", {fill: groundOf(card), width: "100%", height: "100%"}));
  const pen: Pen = {picture, left: frame.left, top: frame.top, bottom: 0};
  for (const child of card.childNodes) drawNode(child, pen);
  const [width, height] = [Math.ceil(frame.width), Math.ceil(pen.bottom + MARGIN)];
  setAll(picture, {width, height, viewBox: `0 0 ${width} ${height}`});
  setAll(ground, {width, height});
  return picture;
}

interface Pen {
  picture: Element;
  left: number;
  top: number;
  /** The lowest that was drawn. */
  bottom: number;
}

function drawNode(node: Node, pen: Pen): void {
  if (node.nodeType === Node.TEXT_NODE) drawText(node as Text, pen);
  if (!(node instanceof Element) || node.matches(LEFT_OUT)) return;
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") return;
  if (node instanceof SVGSVGElement) {
    drawMarks(node, pen);
    return;
  }
  if (node instanceof HTMLElement) drawBox(node, style, pen);
  for (const child of node.childNodes) drawNode(child, pen);
}

function drawText(node: Text, pen: Pen): void {
  const style = node.parentElement === null ? null : getComputedStyle(node.parentElement);
  if (style === null) return;
  for (const {text, x, baseline, width, bottom} of textLines(node, style)) {
    const shown = style.textTransform === "uppercase" ? text.toLocaleUpperCase() : text;
    const line = make(
      "text",
      {
        x: round(x - pen.left),
        y: round(baseline - pen.top),
        // Another font takes the same room.
        textLength: round(width),
        lengthAdjust: "spacingAndGlyphs",
        fill: colorOf(style.color),
        "font-family": style.fontFamily,
        "font-size": style.fontSize,
        "font-weight": style.fontWeight,
        "font-variant-numeric": style.fontVariantNumeric
      },
      shown
    );
    pen.picture.append(line);
    pen.bottom = Math.max(pen.bottom, bottom - pen.top);
  }
}

/** Ground, outline and lower edge of an element: bars, marks of legends and lines of tables are drawn by them. */
function drawBox(element: HTMLElement, style: CSSStyleDeclaration, pen: Pen): void {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return;
  const outline = /inset/.test(style.boxShadow) ? style.boxShadow : "";
  const fill = colorOf(style.backgroundColor);
  if (fill !== "none" || outline !== "") {
    const stroke = Number(/(\d+(?:\.\d+)?)px inset/.exec(outline)?.[1] ?? 0);
    const [width, height] = [element.offsetWidth || box.width, element.offsetHeight || box.height];
    const turned = style.transform === "none" ? "" : ` ${style.transform}`;
    const centre = `${round(box.left + box.width / 2 - pen.left)} ${round(box.top + box.height / 2 - pen.top)}`;
    const rect = make("rect", {
      transform: `translate(${centre})${turned}`,
      x: round((stroke - width) / 2),
      y: round((stroke - height) / 2),
      width: round(Math.max(0, width - stroke)),
      height: round(Math.max(0, height - stroke)),
      rx: style.borderRadius.endsWith("%") ? round(width / 2) : parseFloat(style.borderRadius),
      fill,
      opacity: style.opacity,
      stroke: stroke === 0 ? "none" : colorOf(/^.*?\)/.exec(outline)?.[0] ?? style.color),
      "stroke-width": stroke
    });
    pen.picture.append(rect);
    pen.bottom = Math.max(pen.bottom, box.bottom - pen.top);
  }
  drawEdges(box, style, pen);
}

function drawEdges(box: DOMRect, style: CSSStyleDeclaration, pen: Pen): void {
  const [left, right] = [box.left - pen.left, box.right - pen.left];
  const [top, bottom] = [box.top - pen.top, box.bottom - pen.top];
  const edges = [
    ["top", left, top, right, top],
    ["bottom", left, bottom, right, bottom],
    ["left", left, top, left, bottom],
    ["right", right, top, right, bottom]
  ] as const;
  for (const [side, x1, y1, x2, y2] of edges) {
    const width = parseFloat(style.getPropertyValue(`border-${side}-width`));
    const stroke = colorOf(style.getPropertyValue(`border-${side}-color`));
    if (width === 0 || style.getPropertyValue(`border-${side}-style`) === "none" || stroke === "none")
      continue;
    pen.picture.append(
      make("line", {
        x1: round(x1),
        y1: round(y1),
        x2: round(x2),
        y2: round(y2),
        stroke,
        "stroke-width": width
      })
    );
  }
}

/** A chart, each mark with the style that the page gives it. */
function drawMarks(chart: SVGSVGElement, pen: Pen): void {
  const box = chart.getBoundingClientRect();
  const copy = chart.cloneNode(true) as SVGSVGElement;
  styleMarks(chart, copy);
  for (const extra of copy.querySelectorAll("style, script, [aria-label=tip]")) extra.remove();
  // Beside no page, a link would lead nowhere.
  for (const link of copy.querySelectorAll("a"))
    for (const name of ["href", "xlink:href"]) link.removeAttribute(name);
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  setAll(copy, {
    x: round(box.left - pen.left),
    y: round(box.top - pen.top),
    width: round(box.width),
    height: round(box.height),
    overflow: "visible"
  });
  pen.picture.append(copy);
  pen.bottom = Math.max(pen.bottom, box.bottom - pen.top);
}

function styleMarks(source: Element, copy: Element): void {
  const style = getComputedStyle(source);
  const before = source.parentElement === null ? null : getComputedStyle(source.parentElement);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  for (const name of MARK_STYLES) {
    const value = style.getPropertyValue(name);
    const isInherited = name !== "opacity" && name !== "display" && !(source instanceof SVGSVGElement);
    if (isInherited && before?.getPropertyValue(name) === value && !copy.hasAttribute(name)) continue;
    if (value === "" || (name === "opacity" && value === "1") || (name === "display" && value !== "none"))
      continue;
    copy.setAttribute(name, name === "fill" || name === "stroke" ? colorOf(value) : value);
  }
  for (const [index, child] of [...source.children].entries()) {
    const twin = copy.children[index];
    if (twin !== undefined) styleMarks(child, twin);
  }
}

/** The first ground that is not seen through. */
function groundOf(element: Element | null): string {
  for (let place = element; place !== null; place = place.parentElement) {
    const color = colorOf(getComputedStyle(place).backgroundColor);
    if (color !== "none") return color;
  }
  return "#ffffff";
}

/** A computed colour in the form that every program reads; `none` where nothing is seen. */
export function colorOf(computed: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(computed);
  if (mixed !== null) {
    const [red, green, blue] = mixed.slice(1, 4).map((part) => Math.round(255 * Number(part)));
    return colorOf(`rgba(${red}, ${green}, ${blue}, ${mixed[4] ?? "1"})`);
  }
  if (computed === "transparent" || /^rgba\(.*, 0\)$/.test(computed)) return "none";
  return computed.replace(/^rgba\((.*), 1\)$/, "rgb($1)");
}

function make(name: string, attributes: Record<string, string | number>, text?: string): Element {
  const element = document.createElementNS(SVG, name);
  setAll(element, attributes);
  if (text !== undefined) element.textContent = clean(text);
  return element;
}

function setAll(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes))
    if (name !== "xmlns") element.setAttribute(name, String(value));
}

function round(length: number): number {
  return Math.round(100 * length) / 100;
}
