import type { SearchResult } from "../api";
import { link } from "../router";

const FACETS: [string, string][] = [
  ["year", "年份"],
  ["issuer", "发布机关"],
  ["kind", "文种"],
  ["region", "地区"],
];
const SHOWN = 8;

interface Props {
  query: string;
  filters: Record<string, string>;
  facets: SearchResult["facets"];
}

function without(filters: Record<string, string>, field: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([other]) => other !== field));
}

/** What the results are narrowed to, and by what they can be: beside them where there is room, else folded above them. */
export function Facets({ query, filters, facets }: Props) {
  const chosen = FACETS.filter(([field]) => filters[field]);
  const offered = FACETS.map(([field, label]) => ({
    field,
    label,
    values: (facets[field] ?? []).filter((entry) => String(entry.value) !== filters[field]).slice(0, SHOWN),
  })).filter(({ values }) => values.length > 0);
  return (
    <aside class="facets" aria-label="筛选">
      {chosen.length > 0 && (
        <ul class="chosen" aria-label="已选的筛选">
          {chosen.map(([field, label]) => (
            <li key={field}>
              <a href={link.search(query, without(filters, field))} aria-current="true" title={`取消筛选：${label}`}>
                {filters[field]} ✕
              </a>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <details open={matchMedia("(min-width: 50rem)").matches}>
          <summary>
            筛选<small>{offered.map(({ label }) => label).join("、")}</small>
          </summary>
          {offered.map(({ field, label, values }) => (
            <section key={field}>
              <h2>{label}</h2>
              <ul>
                {values.map((entry) => (
                  <li key={entry.value}>
                    <a href={link.search(query, { ...filters, [field]: String(entry.value) })}>
                      {entry.value} <small>{entry.count}</small>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </details>
      )}
    </aside>
  );
}
