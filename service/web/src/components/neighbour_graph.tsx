import cytoscape from "cytoscape";
import { useEffect, useRef, useState } from "preact/hooks";
import { neighbours, type EntityRef, type Neighbour } from "../api";
import { isEntity, predicateLabel, typeLabel } from "../labels";
import { go, link } from "../router";

const COLOURS: Record<string, string> = {
  Policy: "#9b2c2c",
  Program: "#b7791f",
  Institution: "#2b6cb0",
  Event: "#6b46c1",
  Group: "#2f855a",
  Region: "#00838f",
  Document: "#4a5568",
  Point: "#718096",
  Part: "#718096",
  Target: "#d53f8c",
};
const SHORT = 12;

const style: cytoscape.StylesheetJson = [
  {
    selector: "node",
    style: {
      "background-color": "data(colour)",
      label: "data(short)",
      "font-size": 11,
      "text-wrap": "wrap",
      "text-max-width": "110px",
      "text-valign": "bottom",
      "text-margin-y": 4,
      width: 20,
      height: 20,
      color: "#2d3748",
    },
  },
  { selector: "node.centre", style: { width: 30, height: 30, "border-width": 3, "border-color": "#1a202c" } },
  {
    selector: "edge",
    style: {
      label: "data(label)",
      "font-size": 9,
      color: "#718096",
      width: 1.2,
      "line-color": "#cbd5e0",
      "target-arrow-color": "#cbd5e0",
      "target-arrow-shape": "triangle",
      "curve-style": "bezier",
      "text-rotation": "autorotate",
    },
  },
];

function node(entity: EntityRef): cytoscape.ElementDefinition {
  const short = entity.name.length > SHORT ? entity.name.slice(0, SHORT) + "…" : entity.name;
  return { data: { id: entity.id, name: entity.name, short, type: entity.type, colour: COLOURS[entity.type] ?? "#718096" } };
}

/** A mention says nothing where a fact already joins the two. */
function withoutBareMentions(found: Neighbour[]): Neighbour[] {
  const joined = new Set(found.filter((one) => one.predicate !== "mentions").map((one) => one.entity.id));
  return found.filter((one) => one.predicate !== "mentions" || !joined.has(one.entity.id));
}

async function expand(graph: cytoscape.Core, id: string): Promise<number> {
  const found = withoutBareMentions((await neighbours(id)).neighbours);
  const before = graph.nodes().length;
  for (const { entity, predicate, direction } of found) {
    if (graph.getElementById(entity.id).empty()) graph.add(node(entity));
    const [source, target] = direction === "out" ? [id, entity.id] : [entity.id, id];
    const edge = `${source}|${predicate}|${target}`;
    if (graph.getElementById(edge).empty()) graph.add({ data: { id: edge, source, target, label: predicateLabel(predicate) } });
  }
  graph.layout({ name: "cose", animate: false, randomize: before <= 1, nodeDimensionsIncludeLabels: true, padding: 16 }).run();
  return graph.nodes().length - before;
}

/** The neighbours of an entity; a click expands a node, a second click on the chosen one opens it. */
export function NeighbourGraph({ entity }: { entity: EntityRef }) {
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<EntityRef>(entity);
  const [message, setMessage] = useState("");

  useEffect(() => {
    if (!box.current) return;
    const graph = cytoscape({ container: box.current, elements: [node(entity)], style, minZoom: 0.3, maxZoom: 2.5 });
    graph.getElementById(entity.id).addClass("centre");
    const open = (id: string) =>
      expand(graph, id).then(
        (added) => setMessage(added ? `新增 ${added} 个邻居` : "没有更多邻居"),
        (error: unknown) => setMessage(String(error instanceof Error ? error.message : error)),
      );
    graph.on("tap", "node", (event) => {
      const data = event.target.data() as EntityRef;
      setChosen({ id: data.id, name: data.name, type: data.type });
      void open(data.id);
    });
    setChosen(entity);
    void open(entity.id);
    // For tests and for screen readers' scripts: the graph hangs on its own element.
    (box.current as HTMLDivElement & { graph?: cytoscape.Core }).graph = graph;
    return () => graph.destroy();
  }, [entity.id]);

  return (
    <figure class="graph">
      <div ref={box} class="canvas" role="img" aria-label={`${entity.name}的邻居图`} />
      <figcaption>
        <span class={`dot ${chosen.type}`} /> {typeLabel(chosen.type)}：<strong>{chosen.name}</strong>
        {chosen.id !== entity.id && isEntity(chosen.type) && (
          <button type="button" onClick={() => go(link.entity(chosen.id))}>
            打开
          </button>
        )}
        <small role="status">{message || "点击节点展开它的邻居"}</small>
      </figcaption>
    </figure>
  );
}
