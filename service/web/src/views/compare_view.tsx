import { useRef } from "preact/hooks";
import { compare, documents, type Comparison, type ComparedPair, type DocumentRef } from "../api";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { pathLabel } from "../labels";
import { go, link } from "../router";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

const STATUS: [ComparedPair["status"], string][] = [
  ["changed", "有变化"],
  ["new", "新增"],
  ["dropped", "不再出现"],
  ["continued", "延续"],
];
const FIELDS: Record<string, string> = { targets: "指标", bodies: "机构", wording: "措辞" };

interface ChoiceProps {
  label: string;
  value?: DocumentRef;
  options?: DocumentRef[];
  onChange: (id: string) => void;
}

function Choice({ label, value, options = [], onChange }: ChoiceProps) {
  const listed = value && !options.some((option) => option.id === value.id) ? [value, ...options] : options;
  return (
    <label>
      {label}
      <select value={value?.id ?? ""} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">选择一份文件</option>
        {listed.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
            {option.year && !option.title.includes(String(option.year)) ? `（${option.year}）` : ""}
          </option>
        ))}
      </select>
    </label>
  );
}

function Pair({ pair, result }: { pair: ComparedPair; result: Comparison }) {
  const sides: [ComparedPair["before"], DocumentRef][] = [
    [pair.before, result.before],
    [pair.after, result.after],
  ];
  return (
    <li class="pair">
      <div class="sides">
        {sides.map(([point, document]) =>
          point ? (
            <a key={document.id} href={link.document(document.id, point.start, point.end)}>
              {point.title || point.text.slice(0, 40)}
              <small>{pathLabel(point.path)}</small>
            </a>
          ) : (
            <span key={document.id} class="none">
              —
            </span>
          ),
        )}
      </div>
      {pair.changes
        .filter((change) => change.field !== "wording")
        .map((change) => (
          <p key={change.field + change.before + change.after} class="where">
            <strong>{FIELDS[change.field] ?? change.field}</strong>
            <del>{change.before || "无"}</del> → <ins>{change.after || "无"}</ins>
          </p>
        ))}
      {pair.diff.length > 0 && (
        <details>
          <summary>措辞对照</summary>
          <p class="diff">
            {pair.diff.map((piece, index) => {
              if (piece.kind === "removed") return <del key={index}>{piece.text}</del>;
              return piece.kind === "added" ? <ins key={index}>{piece.text}</ins> : piece.text;
            })}
          </p>
        </details>
      )}
    </li>
  );
}

/** How many points there are of each kind; each number leads to its section. */
function Totals({ counts, open }: { counts: Comparison["counts"]; open: (status: string) => void }) {
  return (
    <ul class="totals" aria-label="合计">
      {STATUS.map(([status, label]) => {
        const count = counts[status] ?? 0;
        return (
          <li key={status} class={status}>
            {count > 0 ? (
              <button type="button" onClick={() => open(status)}>
                {label} <strong>{count}</strong>
              </button>
            ) : (
              <span>
                {label} <strong>0</strong>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Pairs({ result }: { result: Comparison }) {
  const headings = useRef<Record<string, HTMLElement | null>>({});
  const open = (status: string) => {
    headings.current[status]?.scrollIntoView({ block: "start" });
    headings.current[status]?.focus({ preventScroll: true });
  };
  return (
    <>
      <Totals counts={result.counts} open={open} />
      {STATUS.map(([status, label]) => {
        const pairs = result.pairs.filter((pair) => pair.status === status);
        return (
          pairs.length > 0 && (
            <section key={status}>
              <h2 ref={(heading) => void (headings.current[status] = heading)} tabIndex={-1}>
                {label} <small>{pairs.length}</small>
              </h2>
              <ul>
                {pairs.map((pair) => (
                  <Pair key={(pair.before?.id ?? "") + (pair.after?.id ?? "")} pair={pair} result={result} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

/** The document that an address names by its id or its file's name; the server may know one that is not listed. */
function chosen(name: string, documents: DocumentRef[] = [], compared?: DocumentRef): DocumentRef | undefined {
  if (!name) return undefined;
  const named = (document: DocumentRef) => document.id === name || document.source_name === name;
  return documents.find(named) ?? compared;
}

/** Two documents side by side: what goes on, what changed, what is new, what is gone. */
export function CompareView({ a, b }: { a: string; b: string }) {
  const list = useData(documents, []);
  const { data, error, loading } = useData(a && b ? (signal) => compare(a, b, signal) : null, [a, b]);
  const failed = error ?? list.error;
  const before = chosen(a, list.data?.documents, data?.before);
  const after = chosen(b, list.data?.documents, data?.after);
  useTitle(before && after ? `比较：${before.title}与${after.title}` : "比较");
  return (
    <div class="compare">
      <h1>比较两份文件</h1>
      <div class="choices">
        <Choice label="之前" value={before} options={list.data?.documents} onChange={(id) => go(link.compare(id, b))} />
        <Choice label="之后" value={after} options={list.data?.documents} onChange={(id) => go(link.compare(a, id))} />
      </div>
      {failed && <Problem error={failed} missing="所选的文件已不在文献库里，请另选" />}
      {a && b && loading && <Notice kind="loading" />}
      {a && b && data && !loading && <Pairs result={data} />}
    </div>
  );
}
