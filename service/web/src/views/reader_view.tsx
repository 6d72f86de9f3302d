import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { document as load, type DocumentDetail, type OutlineNode } from "../api";
import { MarkedText } from "../components/marked_text";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { Outline } from "../components/outline";
import { EntityPanel } from "../components/entity_panel";
import { typeLabel } from "../labels";
import { link } from "../router";
import { CodePoints, type Mark } from "../text";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

interface Props {
  id: string;
  start?: number;
  end?: number;
}

interface Paragraph {
  start: number;
  end: number;
  node?: OutlineNode; // the node that begins here, if one does
}

function paragraphs(text: CodePoints, nodes: OutlineNode[]): Paragraph[] {
  const heads = new Map(nodes.filter((node) => ["part", "section", "point"].includes(node.kind)).map((node) => [node.start, node]));
  const cuts = new Set<number>([0, text.length, ...heads.keys()]);
  const whole = text.slice(0, text.length);
  let at = 0;
  for (const line of whole.split("\n")) {
    cuts.add(at);
    at += Array.from(line).length + 1;
  }
  const sorted = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  return sorted.slice(0, -1).flatMap((start, index) => {
    const end = start + Array.from(text.slice(start, sorted[index + 1]!).trimEnd()).length; // the paragraph is its own line break
    return end > start ? [{ start, end, node: heads.get(start) }] : [];
  });
}

function marksOf(detail: DocumentDetail): Mark[] {
  const entities = new Map(detail.entities.map((entity) => [entity.id, entity]));
  return detail.mentions.flatMap((mention) => {
    const entity = entities.get(mention.entity);
    return entity ? [{ ...mention, kind: entity.type, title: `${typeLabel(entity.type)}：${entity.name}` }] : [];
  });
}

function Text({ detail, start, end, onEntity }: { detail: DocumentDetail; start?: number; end?: number; onEntity: (id: string) => void }) {
  const text = useMemo(() => new CodePoints(detail.text), [detail]);
  const blocks = useMemo(() => paragraphs(text, detail.nodes), [detail]);
  const marks = useMemo(() => marksOf(detail), [detail]);
  const cited = start !== undefined && end !== undefined;
  return (
    <div class="body">
      {blocks.map((block) => {
        const inside = (from: number, to: number) => <MarkedText text={text} start={from} end={to} marks={marks} onEntity={onEntity} />;
        const a = cited ? Math.max(block.start, Math.min(start, block.end)) : block.end;
        const b = cited ? Math.max(a, Math.min(end, block.end)) : block.end;
        const alone = block.node && block.end - block.node.title_end <= 1; // else the title only begins the paragraph
        const heading = block.node ? `heading ${block.node.kind} ${alone ? "alone" : ""}` : undefined;
        return (
          <p key={block.start} id={`at-${block.start}`} data-start={block.start} class={heading}>
            {inside(block.start, a)}
            {b > a && <mark class="cited">{inside(a, b)}</mark>}
            {inside(b, block.end)}
          </p>
        );
      })}
    </div>
  );
}

function Head({ detail }: { detail: DocumentDetail }) {
  const facts = [detail.doc_number, detail.issuer, detail.date, detail.kind].filter(Boolean);
  return (
    <header class="head">
      <h1>{detail.title}</h1>
      <p class="where">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <span class="file">{detail.source_name}</span>
      </p>
    </header>
  );
}

export function ReaderView({ id, start, end }: Props) {
  const { data, error } = useData((signal) => load(id, signal), [id]);
  useTitle(error ? "没有找到" : (data?.title ?? "文件"));
  const [chosen, setChosen] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const article = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!data) return;
    article.current?.querySelector("mark.cited")?.scrollIntoView({ block: "center" });
    const at = start ?? -1;
    const around = data.nodes.filter((node) => ["part", "point", "section"].includes(node.kind) && node.start <= at && at < node.end);
    setCurrent(around[around.length - 1]?.id ?? null);
  }, [data, start, end]);

  if (error) {
    return (
      <Problem error={error} missing="没有这份文件，它可能已被删除">
        <a href={link.documents()}>看看有哪些文件</a>
      </Problem>
    );
  }
  if (!data) return <Notice kind="loading" />;
  const open = (node: OutlineNode) => {
    setCurrent(node.id);
    const lines = [...(article.current?.querySelectorAll<HTMLElement>("[data-start]") ?? [])];
    const line = lines.filter((element) => Number(element.dataset["start"]) <= node.start).pop();
    line?.scrollIntoView({ block: "start" });
  };
  return (
    <div class={`reader ${chosen ? "with-panel" : ""}`}>
      <nav class="side" aria-label="大纲">
        <details open={matchMedia("(min-width: 60rem)").matches}>
          <summary>大纲</summary>
          <Outline nodes={data.nodes} current={current} onChoose={open} />
        </details>
      </nav>
      <article ref={article}>
        <Head detail={data} />
        <Text detail={data} start={start} end={end} onEntity={setChosen} />
      </article>
      {chosen && <EntityPanel id={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}
