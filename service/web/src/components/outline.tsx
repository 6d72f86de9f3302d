import { useEffect, useRef } from "preact/hooks";
import type { OutlineNode } from "../api";

const SHOWN = new Set(["part", "section", "point", "preamble"]);

interface Props {
  nodes: OutlineNode[];
  current: string | null;
  onChoose: (node: OutlineNode) => void;
}

/** The outline beside the text; the node that is being read is marked and kept in view. */
export function Outline({ nodes, current, onChoose }: Props) {
  const marked = useRef<HTMLButtonElement>(null);
  useEffect(() => marked.current?.scrollIntoView({ block: "nearest" }), [current]);
  const depth = new Map<string, number>();
  const shown = nodes.filter((node) => SHOWN.has(node.kind));
  for (const node of shown) depth.set(node.id, node.parent !== null && depth.has(node.parent) ? depth.get(node.parent)! + 1 : 0);
  return (
    <ol class="outline">
      {shown.map((node) => (
        <li key={node.id} style={{ paddingInlineStart: `${depth.get(node.id)! * 0.9}rem` }}>
          <button
            type="button"
            ref={node.id === current ? marked : undefined}
            aria-current={node.id === current ? "location" : undefined}
            onClick={() => onChoose(node)}
          >
            {node.kind === "preamble" ? "前言" : `${node.label}${node.title}`}
          </button>
        </li>
      ))}
    </ol>
  );
}
