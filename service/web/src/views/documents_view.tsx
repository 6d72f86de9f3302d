import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { documents, type DocumentList, type DocumentRef, type DocumentRow, type Removed } from "../api";
import { Notice } from "../components/notice";
import { Outcomes, type Outcome } from "../components/outcomes";
import { Details, Problem } from "../components/problem";
import { Removal } from "../components/removal";
import { Upload } from "../components/upload";
import { ApiError } from "../problems";
import { link } from "../router";
import { ORDERS, shelved, type Order } from "../shelf";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

function Card({ item, onRemove }: { item: DocumentRow; onRemove: () => void }) {
  return (
    <li>
      <a href={link.document(item.id)}>{item.title}</a>
      <p class="where">
        {item.issuer && <span>{item.issuer}</span>}
        {item.date ? <time dateTime={item.date}>{item.date}</time> : item.year !== null && <span>{item.year}年</span>}
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

const AT_ONCE = 200; // cards that are drawn before more are asked for

/** The documents as cards, the newest first, with a field to find some of them and a choice of their order. */
function Shelf({ documents, onRemove }: { documents: DocumentRow[]; onRemove: (item: DocumentRow) => void }) {
  const [looked, setLooked] = useState("");
  const [order, setOrder] = useState<Order>("newest");
  const [shown, setShown] = useState(AT_ONCE);
  const found = useMemo(() => shelved(documents, looked, order), [documents, looked, order]);
  return (
    <>
      <div class="sift">
        <input
          type="search"
          value={looked}
          placeholder="标题、发布机关、日期或文件名"
          aria-label="筛选文件"
          onInput={(event) => setLooked(event.currentTarget.value)}
        />
        <select aria-label="排列" value={order} onChange={(event) => setOrder(event.currentTarget.value as Order)}>
          {ORDERS.map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <small role="status">{looked.trim() ? `${documents.length} 份中的 ${found.length} 份` : `共 ${documents.length} 份`}</small>
      </div>
      <ul class="cards">
        {found.slice(0, shown).map((item) => (
          <Card key={item.id} item={item} onRemove={() => onRemove(item)} />
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" class="more" onClick={() => setShown(shown + AT_ONCE)}>
          再列出一些（还有 {found.length - shown} 份）
        </button>
      )}
    </>
  );
}

/** The library: what is in it, what becomes of new files, and a way to remove a document. */
export function DocumentsView() {
  const [revision, setRevision] = useState(0);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [removing, setRemoving] = useState<DocumentRef | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  useTitle("文件");
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
      {data && data.documents.length > 0 && <Shelf documents={data.documents} onRemove={setRemoving} />}
      {removing && <Removal document={removing} onClose={leave} onRemoved={(gone) => changed([], gone)} />}
    </div>
  );
}
