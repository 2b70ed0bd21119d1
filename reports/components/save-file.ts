import {fold} from "./table.js";

/** Hands a file that the page made to the reader, under a name. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "Annuler et recommander : 412" becomes "annuler-et-recommander-412"; cut between words. */
export function slug(text: string): string {
  const words = fold(text).split(/[^a-z0-9]+/);
  let name = "";
  for (const word of words.filter((part) => part !== "")) {
    if (name !== "" && name.length + word.length > 48) break;
    name += name === "" ? word.slice(0, 48) : `-${word}`;
  }
  return name;
}
