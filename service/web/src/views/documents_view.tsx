import { useEffect, useRef, useState } from "preact/hooks";
import { documents, type DocumentList, type DocumentRef, type Removed } from "../api";
import { Notice } from "../components/notice";
import { Outcomes, type Outcome } from "../components/outcomes";
import { Details, Problem } from "../components/problem";
import { Removal } from "../components/removal";
import { Upload } from "../components/upload";
import { ApiError } from "../problems";
import { link } from "../router";
import { useData } from "../use_data";

type Row = DocumentList["documents"][number];

function Card({ item, onRemove }: { item: Row; onRemove: () => void }) {
  return (
    <li>
      <a href={link.document(item.id)}>{item.title}</a>
      <p class="where">
        {item.issuer && <span>{item.issuer}</span>}
        {item.year !== null && <span>{item.year}年</span>}
        {item.kind && <span>{item.kind}</span>}
        <span class="file">{item.source_name}</span>
        <button type="button" class="plain" aria-label={`删除《${item.title}》（${item.source_name}）`} onClick={onRemove}>
          删除
        </button>
      </p>
    </li>
  );
}

function Damaged({ item }: { item: DocumentList["damaged"][number] }) {
  const meaning = item.usable ? "原文件已损坏，仍可搜索和阅读" : "记录已损坏，不能搜索和阅读";
  return (
    <div class="notice error" role="alert">
      <p>
        {item.source_name ?? item.id}：{meaning}。请重新加入原文件。
      </p>
      <Details error={new ApiError(meaning, "", `${item.what}. ${item.hint}`)} />
    </div>
  );
}

/** What was removed; the focus comes here, since the button that removed it is gone. */
function Gone({ removed }: { removed: Removed }) {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), [removed]);
  return (
    <p ref={note} class="notice" role="status" tabIndex={-1}>
      已删除《{removed.title}》（{removed.source_name}）。
    </p>
  );
}

/** The library: what is in it, what becomes of new files, and a way to remove a document. */
export function DocumentsView() {
  const [revision, setRevision] = useState(0);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [removing, setRemoving] = useState<DocumentRef | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const { data, error, loading } = useData(documents, [revision]);

  const again = () => setRevision((old) => old + 1);
  const changed = (taken: Outcome[], gone: Removed | null) => {
    setOutcomes(taken);
    setRemoved(gone);
    setRemoving(null);
    again();
  };
  const leave = () => {
    setRemoving(null);
    again(); // it may be that the document was gone already
  };

  return (
    <div class="documents">
      <div class="head">
        <h1>文件</h1>
        <Upload onDone={(taken) => changed(taken, null)} />
      </div>
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} documents={data?.documents ?? []} />}
      {removed && <Gone removed={removed} />}
      {error && <Problem error={error} />}
      {loading && !data && <Notice kind="loading" />}
      {data?.damaged.map((item) => <Damaged key={item.id} item={item} />)}
      {data && data.total > data.documents.length && (
        <Notice kind="empty">
          共 {data.total} 份文件，这里列出前 {data.documents.length} 份；其余请用搜索。
        </Notice>
      )}
      {data && data.documents.length === 0 && <Notice kind="empty">还没有文件。点“加入文件”，或在命令行运行 yaodian ingest。</Notice>}
      <ul class="cards">
        {data?.documents.map((item) => (
          <Card key={item.id} item={item} onRemove={() => setRemoving(item)} />
        ))}
      </ul>
      {removing && <Removal document={removing} onClose={leave} onRemoved={(gone) => changed([], gone)} />}
    </div>
  );
}
