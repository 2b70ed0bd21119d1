/** What can be looked at: a drawn picture, or the table of a card that has no picture. */
const PICTURE = ".card svg, .bridge, .card.empty, .card:not(:has(.picture)) table";

/** Milliseconds after which nobody waits any longer: a page may have no picture at all. */
const PATIENCE = 1000;

let drawn: Promise<void> | undefined;

/**
 * Reads what the first picture of a page does not need, once that is there: files of many lines would hold it up.
 *
 * ```js
 * const items = await later(() => readRows(FileAttachment("data/reconciliation_items.arrow").arrayBuffer()));
 * ```
 */
export async function later<Rows>(read: () => Promise<Rows>): Promise<Rows> {
  await (drawn ??= firstPicture());
  return read();
}

function firstPicture(): Promise<void> {
  return new Promise((found) => {
    const end = (): void => {
      observer.disconnect();
      clearTimeout(patience);
      found();
    };
    const observer = new MutationObserver(() => {
      // It is painted in the next frame, and that is over when one more begins.
      if (document.querySelector(PICTURE) !== null)
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(end)));
    });
    const patience = setTimeout(end, PATIENCE);
    observer.observe(document.body, {childList: true, subtree: true});
    if (document.querySelector(PICTURE) !== null) end();
  });
}
