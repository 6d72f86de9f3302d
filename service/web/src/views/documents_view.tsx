import { useState } from "preact/hooks";
import { documents, upload } from "../api";
import { Notice } from "../components/notice";
import { link } from "../router";
import { useData } from "../use_data";

export function DocumentsView() {
  const [revision, setRevision] = useState(0);
  const [message, setMessage] = useState<{ kind: "loading" | "error" | "empty"; text: string } | null>(null);
  const { data, error, loading } = useData(documents, [revision]);

  const add = async (files: FileList | null) => {
    const added: string[] = [];
    const refused: string[] = []; // one bad file must not keep the others out, nor be forgotten for their sake
    for (const file of Array.from(files ?? [])) {
      setMessage({ kind: "loading", text: `正在读取 ${file.name}…` });
      try {
        await upload(file);
        added.push(file.name);
      } catch (problem) {
        refused.push(`${file.name}：${problem instanceof Error ? problem.message : String(problem)}`);
      }
    }
    const done = added.length ? [`已加入 ${added.join("、")}`] : [];
    setMessage({ kind: refused.length ? "error" : "empty", text: [...refused, ...done].join("；") });
    setRevision((old) => old + 1);
  };

  return (
    <div class="documents">
      <div class="head">
        <h1>文件</h1>
        <label class="upload">
          加入文件
          <input type="file" multiple accept=".txt,.md,.pdf,.docx,.html,.htm" onChange={(event) => void add(event.currentTarget.files)} />
        </label>
      </div>
      {message && <Notice kind={message.kind}>{message.text}</Notice>}
      {error && <Notice kind="error">{error}</Notice>}
      {loading && !data && <Notice kind="loading" />}
      {data?.damaged.map((item) => (
        <Notice key={item.id} kind="error">
          {item.source_name ?? item.id}：{item.what}。{item.hint}
        </Notice>
      ))}
      {data && data.total > data.documents.length && (
        <Notice kind="empty">
          共 {data.total} 份文件，这里列出前 {data.documents.length} 份；其余请用搜索。
        </Notice>
      )}
      {data && data.documents.length === 0 && <Notice kind="empty">还没有文件。点“加入文件”，或在命令行运行 yaodian ingest。</Notice>}
      <ul class="cards">
        {data?.documents.map((item) => (
          <li key={item.id}>
            <a href={link.document(item.id)}>{item.title}</a>
            <p class="where">
              {item.issuer && <span>{item.issuer}</span>}
              {item.year !== null && <span>{item.year}年</span>}
              {item.kind && <span>{item.kind}</span>}
              <span class="file">{item.source_name}</span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
