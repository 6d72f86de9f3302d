import { entity } from "../api";
import { typeLabel } from "../labels";
import { link } from "../router";
import { useData } from "../use_data";
import { Facts } from "./facts";
import { Named } from "./named";
import { Notice } from "./notice";
import { Problem } from "./problem";

/** An entity's facts beside the text that mentions it. */
export function EntityPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useData((signal) => entity(id, signal), [id]);
  return (
    <aside class="panel" aria-label="实体">
      <button type="button" class="close" aria-label="关闭" onClick={onClose}>
        ✕
      </button>
      {error && <Problem error={error} missing="没有这个政策、项目或机构" />}
      {!data && !error && <Notice kind="loading" />}
      {data && (
        <>
          <h2>
            <Named type={data.type}>{data.name}</Named>
          </h2>
          <p class="where">
            <span>{typeLabel(data.type)}</span>
            {data.aliases.length > 0 && <span>又称：{data.aliases.join("、")}</span>}
            <a href={link.entity(data.id)}>全部事实与邻居</a>
          </p>
          <Facts facts={data.facts} total={data.total} first={5} />
        </>
      )}
    </aside>
  );
}
