// What the server can be asked. Types follow its response models.

import { call } from "./request";

export interface DocumentRef {
  id: string;
  title: string;
  year: number | null;
  issuer: string | null;
  source_name: string;
}

export interface Range {
  start: number;
  end: number;
}

export interface Hit {
  id: string;
  text: string;
  score: number;
  path: number[];
  title: string;
  kind: string;
  start: number;
  end: number;
  document: DocumentRef;
  highlights: Range[];
  outline: string[];
  why: string[];
  best: Range | null;
  around: Range | null;
  duplicates: { id: string; title: string; document: DocumentRef; start: number; end: number }[];
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface SearchResult {
  hits: Hit[];
  total: number;
  facets: Record<string, FacetValue[]>;
  understood: { field: string; value: string; words: string }[];
}

export interface Citation {
  quote: string;
  start: number;
  end: number;
  path: number[];
  document: { id: string; title?: string; source_name: string };
}

export interface Answer {
  answer: string;
  answerable: boolean;
  items: { label: string; entity: string | null }[];
  citations: Citation[];
  how?: { summary: string; cypher?: string | null };
}

export interface OutlineNode {
  id: string;
  kind: string;
  path: number[];
  label: string;
  title: string;
  start: number;
  end: number;
  title_start: number;
  title_end: number;
  parent: string | null;
}

export interface DocumentDetail extends DocumentRef {
  doc_number: string | null;
  date: string | null;
  kind: string | null;
  text: string;
  nodes: OutlineNode[];
  entities: { id: string; type: string; name: string; aliases: string[] }[];
  mentions: { entity: string; start: number; end: number }[];
}

export interface EntityRef {
  id: string;
  type: string;
  name: string;
}

export interface Fact {
  predicate: string;
  direction: "out" | "in";
  other: EntityRef;
  document: { id: string; title: string; year: number | null };
  quote: string;
  start: number;
  end: number;
  path: string;
  rule: string;
}

export interface EntityDetail extends EntityRef {
  aliases: string[];
  facts: Fact[];
  total: number;
}

export interface Neighbour {
  entity: EntityRef;
  predicate: string;
  direction: "out" | "in";
  count: number;
}

export interface ComparedPoint extends Range {
  id: string;
  path: number[];
  title: string;
  text: string;
}

export interface ComparedPair {
  status: "continued" | "changed" | "new" | "dropped";
  score: number;
  before: ComparedPoint | null;
  after: ComparedPoint | null;
  changes: { field: string; before: string; after: string }[];
  diff: { kind: string; text: string }[];
}

export interface Comparison {
  before: DocumentRef;
  after: DocumentRef;
  counts: Partial<Record<ComparedPair["status"], number>>;
  pairs: ComparedPair[];
}

export function search(query: string, filters: Record<string, string>, signal: AbortSignal): Promise<SearchResult> {
  const params = new URLSearchParams({ q: query, limit: "20", ...filters });
  return call(`api/search?${params.toString()}`, signal);
}

export interface Suggestion {
  text: string;
  kind: string;
  id: string | null;
}

export function suggest(query: string, signal: AbortSignal): Promise<{ suggestions: Suggestion[] }> {
  return call(`api/suggest?${new URLSearchParams({ q: query }).toString()}`, signal);
}

export interface AskedBefore {
  question: string;
  answer: string;
}

export function ask(question: string, history: AskedBefore[], signal: AbortSignal): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  return call("api/ask", signal, { method: "POST", headers, body: JSON.stringify({ question, history }) });
}

export interface DocumentRow extends DocumentRef {
  kind: string | null;
  date: string | null;
  added: string | null;
}

export interface DocumentList {
  documents: DocumentRow[];
  total: number;
  damaged: { id: string; source_name: string | null; what: string; hint: string; usable: boolean }[];
}

export function documents(signal: AbortSignal): Promise<DocumentList> {
  return call("api/documents?limit=10000", signal);
}

export function document(id: string, signal: AbortSignal): Promise<DocumentDetail> {
  return call(`api/documents/${encodeURIComponent(id)}`, signal);
}

export function entity(id: string, signal: AbortSignal): Promise<EntityDetail> {
  return call(`api/entities/${encodeURIComponent(id)}`, signal);
}

export function neighbours(id: string, limit: number): Promise<{ neighbours: Neighbour[]; total: number }> {
  return call(`api/entities/${encodeURIComponent(id)}/neighbours?limit=${limit}`);
}

export function point(id: string, signal: AbortSignal): Promise<{ node: OutlineNode; document: DocumentRef }> {
  return call(`api/points/${encodeURIComponent(id)}`, signal);
}

export function compare(a: string, b: string, signal: AbortSignal): Promise<Comparison> {
  return call(`api/compare?${new URLSearchParams({ a, b }).toString()}`, signal);
}

export interface Taken {
  file: string;
  status: "added" | "replaced" | "unchanged" | "failed";
  id: string | null;
  title: string | null;
  error: string | null;
}

export function upload(file: File): Promise<Taken> {
  const form = new FormData();
  form.append("file", file);
  return call("api/documents", undefined, { method: "POST", body: form });
}

export interface Removed {
  id: string;
  title: string;
  source_name: string;
}

export function remove(id: string): Promise<Removed> {
  return call(`api/documents/${encodeURIComponent(id)}`, undefined, { method: "DELETE" });
}
