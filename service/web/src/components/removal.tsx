import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { remove, type DocumentRef, type Removed } from "../api";
import { shown, type ApiError } from "../problems";
import { Problem } from "./problem";

interface Props {
  document: DocumentRef;
  onClose: () => void;
  onRemoved: (removed: Removed) => void;
}

/** Asks before a document is removed. The browser's own dialog keeps the focus inside and closes with Escape. */
export function Removal({ document, onClose, onRemoved }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      onRemoved(await remove(document.id));
    } catch (problem) {
      setError(shown(problem));
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} class="removal" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>删除《{document.title}》？</h2>
      <p>
        文件 <span class="file">{document.source_name}</span> 和只由它得出的要点、事实都会从文献库里移除。需要时可以重新加入。
      </p>
      {error && <Problem error={error} missing="这份文件已经不在文献库里" />}
      <div class="choice">
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          取消
        </button>
        <button type="button" disabled={busy} onClick={() => void confirm()}>
          {busy ? "正在删除…" : "删除"}
        </button>
      </div>
    </dialog>
  );
}
