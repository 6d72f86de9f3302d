import { useEffect } from "preact/hooks";
import { point as load } from "../api";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { instead, link } from "../router";
import { useData } from "../use_data";
import { useTitle } from "../use_title";

/** A point's own address: it is read where it stands in its document. */
export function PointView({ id }: { id: string }) {
  const { data, error } = useData((signal) => load(id, signal), [id]);
  useTitle(error ? "没有找到" : "要点");
  useEffect(() => {
    if (data) instead(link.document(data.document.id, data.node.start, data.node.end));
  }, [data]);
  if (!error) return <Notice kind="loading" />;
  return (
    <Problem error={error} missing="没有这个要点，它所在的文件可能已被删除">
      <a href={link.search("")}>回到首页</a>
    </Problem>
  );
}
