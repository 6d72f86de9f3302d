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

/** What the facts of one predicate are called on the page of their subject. */
const FROM_SUBJECT: Record<string, string> = {
  part_of: "所属",
  member_of: "所属组织",
  supersedes: "取代的文件",
  run_by: "主办单位",
  text_of: "对应的政策",
};

/** What they are called on the page of their object: the same predicates, read backwards. */
const FROM_OBJECT: Record<string, string> = {
  implements: "落实它的要点",
  formulates: "要求制定它的要点",
  revises: "要求修订它的要点",
  cites: "以它为依据的要点",
  organizes: "组织它的要点",
  builds: "建设它的要点",
  cooperates_with: "需要它配合的要点",
  guides: "指导、支持它的要点",
  evaluates: "评估它的要点",
  benefits: "惠及它的要点",
  responsible: "由它负责的要点",
  issued_by: "发布的文件",
  addressed_to: "主送它的文件",
  part_of: "组成部分",
  member_of: "成员",
  supersedes: "取代它的文件",
  based_on: "依据它制定的文件",
  run_by: "主办的项目与活动",
  continues: "延续它的要点",
  text_of: "它的文本",
  mentions: "提到它的要点",
  has_part: "包含它的部分",
  has_target: "提出它的要点",
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

/** The heading over an entity's facts: “发布的文件” over what it issued, “发布机关” over who issued it. */
export function factsLabel(predicate: string, direction: "out" | "in"): string {
  const name = predicate.toLowerCase();
  return (direction === "in" ? FROM_OBJECT : FROM_SUBJECT)[name] ?? predicateLabel(name);
}

/** “第2部分 · 第3条” from a path of ordinals. */
export function pathLabel(path: number[]): string {
  if (path.length === 0 || (path.length === 1 && path[0] === 0)) return "前言";
  const [part, ...rest] = path;
  return rest.length === 0 ? `第${part}部分` : `第${part}部分 · 第${rest.join(".")}条`;
}
