import { link } from "../router";
import { useTitle } from "../use_title";

/** An address that leads nowhere. */
export function MissingView() {
  useTitle("没有这个页面");
  return (
    <section class="welcome">
      <h1>没有这个页面</h1>
      <p>地址可能写错了，或者页面已经搬走。</p>
      <p>
        <a href={link.search("")}>回到首页</a>
      </p>
    </section>
  );
}
