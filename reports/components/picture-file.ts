import {pictureOf, type PictureOptions} from "./picture.js";

/** Points of the picture for each of the page: sharp on paper and on a projector. */
const SCALE = 2;

/** A card as SVG. */
export function svgFile(card: HTMLElement, options: PictureOptions): Blob {
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${serialize(pictureOf(card, options))}`], {
    type: "image/svg+xml;charset=utf-8"
  });
}

/** A card as PNG, in the font of the page. @throws when the browser cannot draw it. */
export async function pngFile(card: HTMLElement, options: PictureOptions): Promise<Blob> {
  const picture = pictureOf(card, options);
  const fonts = document.createElementNS("http://www.w3.org/2000/svg", "style");
  fonts.textContent = await fontFaces();
  picture.prepend(fonts);
  const image = new Image();
  // An address of data, for a policy may allow nothing else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialize(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * picture.width.baseVal.value;
  canvas.height = SCALE * picture.height.baseVal.value;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("the browser gives no canvas");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob(
      (file) => (file === null ? fail(new Error("the browser makes no PNG")) : done(file)),
      "image/png"
    )
  );
}

function serialize(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture);
}

/** The fonts of the page as they are, for a picture may fetch nothing. */
async function fontFaces(): Promise<string> {
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[data-range]")];
  const faces = links.map(async ({href, dataset}) => {
    const bytes = new Uint8Array(await (await fetch(href)).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const source = `url(data:font/woff2;base64,${btoa(text)}) format("woff2")`;
    return `@font-face{font-family:Inter;font-weight:100 900;unicode-range:${dataset.range};src:${source}}`;
  });
  return (await Promise.all(faces)).join("");
}
