import { entity as load } from "../api";
import { Facts } from "../components/facts";
import { Named } from "../components/named";
import { NeighbourGraph } from "../components/neighbour_graph";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { typeLabel } from "../labels";
import { link } from "../router";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

export function EntityView({ id }: { id: string }) {
  const { data, error, loading } = useData((signal) => load(id, signal), [id]);
  useTitle(error ? "没有找到" : data?.id === id ? data.name : "政策、项目与机构");
  if (error) {
    return (
      <Problem error={error} missing="没有这个政策、项目或机构，提到它的文件可能已被删除">
        <a href={link.search("")}>回到首页</a>
      </Problem>
    );
  }
  if (loading || !data) return <Notice kind="loading" />;
  return (
    <div class="entity-view">
      <header class="head">
        <h1>
          <Named type={data.type}>{data.name}</Named>
        </h1>
        <p class="where">
          <span>{typeLabel(data.type)}</span>
          {data.aliases.length > 0 && <span>又称：{data.aliases.join("、")}</span>}
          <a href={link.search(data.name)}>搜索相关要点</a>
        </p>
      </header>
      <div class="columns">
        <section aria-label="事实">
          <h2>事实与依据</h2>
          {data.facts.length ? <Facts facts={data.facts} total={data.total} first={12} /> : <Notice kind="empty">还没有关于它的事实。</Notice>}
        </section>
        <section aria-label="邻居">
          <h2>邻居</h2>
          <NeighbourGraph entity={{ id: data.id, name: data.name, type: data.type }} />
        </section>
      </div>
    </div>
  );
}
