// Names of types and predicates as people read them. The server's ontology is the source; these are the page's fallbacks.

export const TYPE_LABELS: Record<string, string> = {
  Policy: "政策文件",
  Program: "项目与制度",
  Institution: "机构",
  Event: "活动",
  Group: "群体",
  Region: "区域",
  Document: "文件",
  Part: "部分",
  Point: "要点",
  Target: "量化指标",
};

export const PREDICATE_LABELS: Record<string, string> = {
  implements: "落实",
  formulates: "制定",
  revises: "修订",
  cites: "依据",
  organizes: "组织",
  builds: "建设",
  cooperates_with: "配合",
  guides: "指导",
  evaluates: "评估",
  benefits: "惠及",
  responsible: "负责",
  issued_by: "发布机关",
  addressed_to: "主送",
  part_of: "属于",
  member_of: "成员",
  supersedes: "取代",
  based_on: "制定依据",
  run_by: "主办",
  continues: "延续",
  text_of: "文本",
  mentions: "提及",
  has_part: "包含",
  has_target: "指标",
};

export const KIND_LABELS: Record<string, string> = {
  document: "全文",
  part: "部分",
  section: "小节",
  point: "要点",
  goal: "目标任务",
  measure: "工作措施",
  preamble: "前言",
  front: "文首",
  back: "文末",
  paragraph: "段落",
  row: "表格行",
};

const ENTITY_TYPES = new Set(["Policy", "Program", "Institution", "Event", "Group", "Region"]);

export const isEntity = (type: string): boolean => ENTITY_TYPES.has(type);
const OFFERED: Record<string, string> = { title: "文件", point: "要点", past: "搜过" };
export const suggestionLabel = (kind: string): string => OFFERED[kind] ?? typeLabel(kind);
export const typeLabel = (type: string): string => TYPE_LABELS[type] ?? type;
export const predicateLabel = (name: string): string => PREDICATE_LABELS[name.toLowerCase()] ?? name;

/** “第2部分 · 第3条” from a path of ordinals. */
export function pathLabel(path: number[]): string {
  if (path.length === 0 || (path.length === 1 && path[0] === 0)) return "前言";
  const [part, ...rest] = path;
  return rest.length === 0 ? `第${part}部分` : `第${part}部分 · 第${rest.join(".")}条`;
}

/** What a refusal means, by the code of the API's problem; the API's own line follows it. */
export const PROBLEMS: Record<string, string> = {
  InputError: "这个请求无法使用",
  InvalidRequest: "参数无效",
  InvalidQuery: "这个查询无法使用",
  ForbiddenQuery: "只允许读取的查询",
  NotFound: "没有找到",
  TooLarge: "文件太大",
  Unauthorized: "需要有效的 API 密钥",
  UnreadableDocument: "这份文件无法读取",
  UnsupportedFormat: "不读取这种文件",
  WorkspaceLocked: "另一个进程正在写入这个工作区",
  LibraryError: "文库无法写入或读取",
  RecordFormatError: "文库里的一份记录已损坏",
  StoreError: "图数据库无法使用",
  StoreUnavailable: "图数据库连不上",
  StoreAuthError: "图数据库拒绝了用户名或密码",
  StoreQueryError: "图数据库无法执行这个查询",
  IndexMismatch: "搜索索引是用别的模型建立的",
  SearchIndexError: "搜索索引无法使用",
  ExternalServiceError: "外部服务没有给出可用的回答",
  ConfigurationError: "服务的设置有误",
  YaodianError: "无法完成",
  HTTPError: "服务没有这个地址",
  Unexpected: "服务出错了",
};
