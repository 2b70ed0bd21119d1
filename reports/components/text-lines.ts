/** A line of text as it is laid out, in pixels of the window. */
export interface TextLine {
  text: string;
  x: number;
  baseline: number;
  width: number;
  bottom: number;
}

/** The lines that a text is broken into on the page; none where it is not shown. */
export function textLines(node: Text, style: CSSStyleDeclaration): TextLine[] {
  const source = node.data;
  const range = document.createRange();
  const lines: {start: number; end: number; box: DOMRect}[] = [];
  for (const word of source.matchAll(/[^ \t\r\n]+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.box.top - box.top) < 2) line.end = word.index + word[0].length;
    else lines.push({start: word.index, end: word.index + word[0].length, box});
  }
  return lines.map(({start, end}) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const box = range.getBoundingClientRect();
    const text = source.slice(start, end).replace(/[ \t\r\n]+/g, " ");
    return {
      text,
      x: box.left,
      baseline: box.top + box.height * ascentOf(style),
      width: box.width,
      bottom: box.bottom
    };
  });
}

let canvas: CanvasRenderingContext2D | null = null;

/** The part of a line's height that is above its baseline. */
function ascentOf({fontWeight, fontSize, fontFamily}: CSSStyleDeclaration): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (canvas === null) return 0.8;
  canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const {fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent} = canvas.measureText("x");
  return ascent / (ascent + descent);
}
