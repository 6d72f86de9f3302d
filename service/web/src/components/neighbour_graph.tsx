import type cytoscape from "cytoscape";
import { useEffect, useRef, useState } from "preact/hooks";
import type { EntityRef } from "../api";
import { lineColour } from "../graph_style";
import { isEntity, typeLabel } from "../labels";
import { Neighbourhood } from "../neighbourhood";
import { shown } from "../problems";
import { go, link } from "../router";
import { Named } from "./named";

function told({ added, left }: { added: number; left: number }): string {
  if (!added) return "没有更多邻居";
  return `新增 ${added} 个邻居` + (left ? `，还有 ${left} 个，再点一次显示` : "");
}

/** The neighbours of an entity; a click on a node shows its own. */
export function NeighbourGraph({ entity }: { entity: EntityRef }) {
  const box = useRef<HTMLDivElement & { graph?: cytoscape.Core }>(null);
  const [chosen, setChosen] = useState<EntityRef>(entity);
  const [message, setMessage] = useState("");
  const [relations, setRelations] = useState<string[]>([]);

  useEffect(() => {
    if (!box.current) return;
    const around = new Neighbourhood(box.current, entity);
    let gone = false;
    const open = (id: string) =>
      around.expand(id).then(
        (result) => gone || (setMessage(told(result)), setRelations([...around.relations])),
        (error: unknown) => gone || setMessage(shown(error).message),
      );
    around.graph.on("tap", "node", (event) => {
      const data = event.target.data() as EntityRef;
      setChosen({ id: data.id, name: data.name, type: data.type });
      void open(data.id);
    });
    setChosen(entity);
    void open(entity.id);
    box.current.graph = around.graph; // for tests and for screen readers' scripts: the graph hangs on its own element
    return () => {
      gone = true;
      around.graph.destroy();
    };
  }, [entity.id]);

  return (
    <figure class="graph">
      <div ref={box} class="canvas" role="img" aria-label={`${entity.name}的邻居图`} />
      <figcaption>
        <Named type={chosen.type}>
          {typeLabel(chosen.type)}：<strong>{chosen.name}</strong>
        </Named>
        {chosen.id !== entity.id && isEntity(chosen.type) && (
          <button type="button" onClick={() => go(link.entity(chosen.id))}>
            打开
          </button>
        )}
        <ul class="legend" aria-label="图中的关系">
          {relations.map((label, index) => (
            <li key={label}>
              <span class="line" style={{ background: lineColour(index) }} />
              {label}
            </li>
          ))}
        </ul>
        <small role="status">{message || "点击节点展开它的邻居"}</small>
      </figcaption>
    </figure>
  );
}
