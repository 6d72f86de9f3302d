import { search, type SearchResult } from "../api";
import { HitCard } from "../components/hit";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { SearchBox } from "../components/search_box";
import { go, link } from "../router";
import { useData } from "../use_data";

const FACETS: [string, string][] = [
  ["year", "年份"],
  ["issuer", "发布机关"],
  ["kind", "文种"],
  ["region", "地区"],
];
const EXAMPLES = ["修订职业教育法", "双高计划", "县级职教中心", "安全生产责任保险"];

interface Props {
  query: string;
  filters: Record<string, string>;
}

function Welcome() {
  return (
    <section class="welcome">
      <h1>读懂每一份工作要点</h1>
      <p>输入政策、项目、机构或一句话，找到相关的要点；每个结果都能回到原文。</p>
      <p class="examples">
        试试：
        {EXAMPLES.map((example) => (
          <a key={example} href={link.search(example)}>
            {example}
          </a>
        ))}
      </p>
    </section>
  );
}

function Facets({ query, filters, result }: Props & { result: SearchResult }) {
  return (
    <aside class="facets" aria-label="筛选">
      {FACETS.map(([field, label]) => {
        const values = result.facets[field] ?? [];
        const current = filters[field];
        if (!values.length && !current) return null;
        const { [field]: _, ...others } = filters;
        return (
          <section key={field}>
            <h2>{label}</h2>
            <ul>
              {current && (
                <li>
                  <a href={link.search(query, others)} aria-current="true" title="取消筛选">
                    {current} ✕
                  </a>
                </li>
              )}
              {values
                .filter((entry) => String(entry.value) !== current)
                .slice(0, 8)
                .map((entry) => (
                  <li key={entry.value}>
                    <a href={link.search(query, { ...filters, [field]: String(entry.value) })}>
                      {entry.value} <small>{entry.count}</small>
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        );
      })}
    </aside>
  );
}

export function SearchView({ query, filters }: Props) {
  const { data, error, loading } = useData(query ? (signal) => search(query, filters, signal) : null, [query, JSON.stringify(filters)]);
  return (
    <div class="search">
      <SearchBox value={query} placeholder="搜索要点、政策、项目、机构" button="搜索" suggestions onSubmit={(text) => go(link.search(text))} />
      {!query && <Welcome />}
      {query && loading && <Notice kind="loading" />}
      {error && <Problem error={error} />}
      {query && data && !loading && (
        <div class="results">
          <Facets query={query} filters={filters} result={data} />
          <div class="hits">
            <p class="summary" role="status">
              {data.hits.length ? `共 ${data.total} 处相关` : "没有找到相关的要点"}
              {data.understood.length > 0 && (
                <span class="understood">已理解：{data.understood.map((filter) => `${filter.words}`).join("、")}</span>
              )}
              <a href={link.ask(query)}>改为提问</a>
              {data.hits.length > 0 && <small>每一处是一段原文（至多一千字左右），点标题在全文中打开最相关的那一句</small>}
            </p>
            {data.hits.map((hit) => (
              <HitCard key={hit.id} hit={hit} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
