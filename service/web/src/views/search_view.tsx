import { search } from "../api";
import { Facets } from "../components/facets";
import { HitCard } from "../components/hit";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { SearchBox } from "../components/search_box";
import { go, link } from "../router";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

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

export function SearchView({ query, filters }: Props) {
  const { data, error, loading } = useData(query ? (signal) => search(query, filters, signal) : null, [query, JSON.stringify(filters)]);
  useTitle(query && `搜索：${query}`);
  return (
    <div class="search">
      <SearchBox value={query} placeholder="搜索要点、政策、项目、机构" button="搜索" suggestions onSubmit={(text) => go(link.search(text))} />
      {!query && <Welcome />}
      {query && loading && <Notice kind="loading" />}
      {error && <Problem error={error} />}
      {query && data && !loading && (
        <div class="results">
          <Facets query={query} filters={filters} facets={data.facets} />
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
