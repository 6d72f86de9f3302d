// What a refusal means in Chinese, by the code of the API's problem. Its own line, in English, is kept for those who ask for it.

const BY_CODE: Record<string, string> = {
  InputError: "这个请求无法处理",
  InvalidRequest: "请求的内容不合要求，也可能太长",
  InvalidQuery: "这样的查询无法使用，请换一种写法",
  ForbiddenQuery: "只允许读取的查询",
  NotFound: "没有找到，它可能已被删除",
  TooLarge: "文件超过了服务允许的大小",
  Unauthorized: "需要有效的 API 密钥",
  UnreadableDocument: "这份文件无法读取",
  UnsupportedFormat: "不读取这种文件；可用的是 .txt、.md、.pdf、.docx 和 .html",
  WorkspaceLocked: "另一个程序正在写入文献库，请稍后再试",
  LibraryError: "文献库无法写入或读取，可能是磁盘已满",
  RecordFormatError: "这份文件的记录已损坏，请重新加入原文件",
  StoreError: "图数据库无法使用",
  StoreUnavailable: "图数据库连不上，请稍后再试",
  StoreAuthError: "图数据库拒绝了服务的用户名或密码",
  StoreQueryError: "图数据库无法执行这个查询",
  IndexMismatch: "搜索索引与现在的设置不符，需要管理员重建",
  SearchIndexError: "搜索索引无法使用",
  ExternalServiceError: "外部服务没有给出可用的回答",
  ConfigurationError: "服务的设置有误，请告诉管理员",
  YaodianError: "服务无法完成这个请求",
  HTTPError: "服务没有这个地址",
  Unexpected: "服务出错了",
};

const BY_STATUS: Record<number, string> = {
  401: BY_CODE["Unauthorized"]!,
  403: "服务拒绝了这个请求",
  404: BY_CODE["HTTPError"]!,
  413: BY_CODE["TooLarge"]!,
  429: "请求太多，请稍后再试",
};

/** Why a file cannot be read, by words of the API's reason; a reason that is not listed is told as its code. */
const UNREADABLE: [RegExp, string][] = [
  [/is empty/, "文件是空的"],
  [/password/, "文件有密码保护，请另存一份没有密码的"],
  [/pictures of|a scan/, "文件里只有图片，请先做文字识别（OCR）"],
  [/at most .* read|unpacks to more/, "文件太长，请分成几份"],
  [/holds no text/, "文件里没有文字"],
  [/the name ends in/, "文件的内容与扩展名不符，请重新取得，或改用合适的扩展名"],
  [/damaged/, "文件已损坏或不完整，请重新取得"],
  [/decoded|encoding|conversion/, "文字的编码有误，请从原处重新取得，并存为 UTF-8"],
];

interface Refusal {
  code: string;
  what?: string;
}

/** A request that failed: what it means, and the technical line behind it. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly detail: string | null = null,
  ) {
    super(message);
  }
}

function refusal(body: unknown): Refusal | null {
  if (typeof body !== "object" || body === null) return null;
  const { error } = body as { error?: Partial<Refusal> };
  return typeof error?.code === "string" ? (error as Refusal) : null;
}

function meaning(status: number, found: Refusal | null): string {
  const unreadable = found?.code === "UnreadableDocument" && UNREADABLE.find(([words]) => words.test(found.what ?? ""));
  if (unreadable) return unreadable[1];
  const fallback = status >= 500 ? "服务暂时无法使用，请稍后再试" : "服务没有接受这个请求";
  return BY_CODE[found?.code ?? ""] ?? BY_STATUS[status] ?? fallback;
}

/** The error of a response that is not a success. */
export function problemOf(status: number, body: unknown): ApiError {
  const found = refusal(body);
  const line = (body as { detail?: unknown } | null)?.detail;
  return new ApiError(meaning(status, found), found?.code ?? "", `${status}${typeof line === "string" ? ` · ${line}` : ""}`);
}

/** Whatever was thrown, as an error that can be shown. */
export function shown(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError("页面出错了，请重新打开它", "", String(error));
}
