declare module "observablehq:stdlib" {
  interface Attachment {
    arrayBuffer(): Promise<ArrayBuffer>;
    json(): Promise<unknown>;
  }
  /** A file that is published with the page; its name is resolved from the module, at build time. */
  export function FileAttachment(name: string): Attachment;
}
