import { useEffect, useId, useRef, useState } from "preact/hooks";
import { keepKey, leaveKey, type Access } from "../access";
import { ApiError, shown } from "../problems";
import { tryKey } from "../request";
import { Details } from "./problem";

const WHY: Record<NonNullable<Access["asking"]>, string> = {
  missing: "这个服务需要 API 密钥，请向管理员索取。",
  refused: "服务不再接受现在的密钥，请换一个。",
  change: "换一个 API 密钥。",
};

function sendable(key: string): boolean {
  try {
    new Headers({ "X-API-Key": key });
    return key !== "";
  } catch {
    return false;
  }
}

/** Asks for the API key. It is tried before it is kept, and kept for this tab only. */
export function KeyForm({ why }: { why: NonNullable<Access["asking"]> }) {
  const field = useRef<HTMLInputElement>(null);
  const [trying, setTrying] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const id = useId();
  useEffect(() => void (why === "change" && field.current?.focus()), [why]);

  const save = async () => {
    const key = field.current!.value.trim();
    setError(null);
    if (!sendable(key)) {
      setError(new ApiError(key ? "密钥里有不能用的字符" : "请填写密钥", ""));
      return field.current!.focus();
    }
    setTrying(true);
    try {
      await tryKey(key);
      keepKey(key);
    } catch (problem) {
      const found = shown(problem);
      setError(found.code === "Unauthorized" ? new ApiError("服务没有接受这个密钥，请检查后再试", found.code, found.detail) : found);
      setTrying(false);
      field.current?.select();
    }
  };

  return (
    <form class="key" aria-label="访问密钥" onSubmit={(event) => (event.preventDefault(), void save())}>
      <p>{WHY[why]}</p>
      <div class="line">
        <label for={id}>API 密钥</label>
        <input id={id} ref={field} type="password" autocomplete="off" aria-invalid={error !== null} aria-describedby={`${id}-note`} />
        <button type="submit" disabled={trying}>
          保存
        </button>
        {why === "change" && (
          <button type="button" class="plain" onClick={leaveKey}>
            取消
          </button>
        )}
      </div>
      {error && (
        <div class="refusal" role="alert">
          {error.message}。<Details error={error} />
        </div>
      )}
      <p id={`${id}-note`}>
        <small>密钥只保存在这个标签页里，关闭后即忘记。</small>
      </p>
    </form>
  );
}
