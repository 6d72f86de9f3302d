// Addresses live in the part after "#", so that the page works under any prefix and needs no rewriting on the server.
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { view: "search"; query: string; filters: Record<string, string> }
  | { view: "ask"; question: string }
  | { view: "documents" }
  | { view: "compare"; a: string; b: string }
  | { view: "reader"; id: string; start?: number; end?: number }
  | { view: "entity"; id: string }
  | { view: "point"; id: string }
  | { view: "missing" };

const FILTERS = ["year", "issuer", "region", "kind"];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray “%”: it is looked for as it stands
  }
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const params = new URLSearchParams(query);
  const [view = "", id = "", ...more] = path.split("/").map(decoded);
  if (more.length > 0) return { view: "missing" };
  if (view === "ask") return { view, question: params.get("q") ?? "" };
  if (view === "documents") return { view };
  if (view === "compare") return { view, a: params.get("a") ?? "", b: params.get("b") ?? "" };
  if ((view === "entity" || view === "point") && id) return { view, id };
  if (view === "document" && id) {
    const at = /^(\d+)-(\d+)$/.exec(params.get("at") ?? "");
    return at ? { view: "reader", id, start: Number(at[1]), end: Number(at[2]) } : { view: "reader", id };
  }
  if (view !== "") return { view: "missing" };
  const filters = Object.fromEntries(FILTERS.filter((key) => params.get(key)).map((key) => [key, params.get(key)!]));
  return { view: "search", query: params.get("q") ?? "", filters };
}

export const link = {
  search(query: string, filters: Record<string, string> = {}): string {
    return "#/?" + new URLSearchParams({ q: query, ...filters }).toString();
  },
  ask(question = ""): string {
    return "#/ask" + (question ? "?" + new URLSearchParams({ q: question }).toString() : "");
  },
  documents: (): string => "#/documents",
  compare: (a = "", b = ""): string => "#/compare?" + new URLSearchParams({ a, b }).toString(),
  entity: (id: string): string => `#/entity/${encodeURIComponent(id)}`,
  document(id: string, start?: number, end?: number): string {
    const at = start === undefined || end === undefined ? "" : `?at=${start}-${end}`;
    return `#/document/${encodeURIComponent(id)}${at}`;
  },
};

export function go(hash: string): void {
  location.hash = hash;
}

/** Go on without leaving the present address behind in the history. */
export function instead(hash: string): void {
  location.replace(hash);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const update = () => setRoute(parse(location.hash));
    addEventListener("hashchange", update);
    return () => removeEventListener("hashchange", update);
  }, []);
  return route;
}
