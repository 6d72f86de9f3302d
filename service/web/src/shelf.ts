// The order and the choice of the documents that are listed.
import type { DocumentRow } from "./api";

export type Order = "newest" | "oldest" | "title" | "added";

export const ORDERS: [Order, string][] = [
  ["newest", "最新的在前"],
  ["oldest", "最早的在前"],
  ["title", "按标题"],
  ["added", "最近加入的在前"],
];

/** As far as it is known: a date as printed on the document, else its year. */
const when = (document: DocumentRow): string => document.date ?? (document.year === null ? "" : String(document.year));

const words = new Intl.Collator("zh-CN", { numeric: true });
const byTitle = (a: DocumentRow, b: DocumentRow): number => words.compare(a.title, b.title);

/** Compare what is known of two documents; one of which it is not known comes last either way. */
function known(a: string, b: string, sign: 1 | -1): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return a === b ? 0 : a < b ? -sign : sign;
}

const COMPARED: Record<Order, (a: DocumentRow, b: DocumentRow) => number> = {
  newest: (a, b) => known(when(a), when(b), -1) || byTitle(a, b),
  oldest: (a, b) => known(when(a), when(b), 1) || byTitle(a, b),
  title: byTitle,
  added: (a, b) => known(a.added ?? "", b.added ?? "", -1) || byTitle(a, b),
};

/** The documents whose title, issuer, date or file has every word that is looked for. */
export function shelved(documents: DocumentRow[], looked: string, order: Order): DocumentRow[] {
  const wanted = looked.toLowerCase().split(/\s+/).filter(Boolean);
  const said = (row: DocumentRow) => [row.title, row.issuer, when(row), row.kind, row.source_name].join("\n").toLowerCase();
  return documents.filter((row) => wanted.every((word) => said(row).includes(word))).sort(COMPARED[order]);
}
