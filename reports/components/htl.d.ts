declare module "htl" {
  type Literal<T> = (strings: TemplateStringsArray, ...values: unknown[]) => T;
  export const html: Literal<HTMLElement> & {fragment: Literal<DocumentFragment>};
  export const svg: Literal<SVGElement> & {fragment: Literal<DocumentFragment>};
}
