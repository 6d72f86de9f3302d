import { entity } from "../api";
import { typeLabel } from "../labels";
import { link } from "../router";
import { useData } from "../use_data";
import { Facts } from "./facts";
import { Notice } from "./notice";

/** An entity's facts beside the text that mentions it. */
export function EntityPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useData((signal) => entity(id, signal), [id]);
  return (
    <aside class="panel" aria-label="实体">
      <button type="button" class="close" aria-label="关闭" onClick={onClose}>
        ✕
      </button>
      {error && <Notice kind="error">{error}</Notice>}
      {!data && !error && <Notice kind="loading" />}
      {data && (
        <>
          <h2>
            <span class={`dot ${data.type}`} />
            {data.name}
          </h2>
          <p class="where">
            <span>{typeLabel(data.type)}</span>
            {data.aliases.length > 0 && <span>又称：{data.aliases.join("、")}</span>}
            <a href={link.entity(data.id)}>全部事实与邻居</a>
          </p>
          <Facts facts={data.facts.slice(0, 30)} />
        </>
      )}
    </aside>
  );
}
