import type { ComponentChildren } from "preact";
import { changeKey } from "../access";
import { link, type Route } from "../router";

const TABS: { view: Route["view"][]; label: string; href: string }[] = [
  { view: ["search"], label: "搜索", href: link.search("") },
  { view: ["ask"], label: "提问", href: link.ask() },
  { view: ["documents", "reader"], label: "文件", href: link.documents() },
  { view: ["compare"], label: "比较", href: link.compare() },
];

interface Props {
  route: Route;
  /** Whether a key is in use, which can then be changed. */
  keyed: boolean;
  children: ComponentChildren;
}

export function Layout({ route, keyed, children }: Props) {
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>
        跳到正文
      </a>
      <header class="top">
        <a class="brand" href={link.search("")}>
          <img src="icon.svg" alt="" width="26" height="26" />
          <strong>要点</strong>
          <span class="tagline">政策文件的知识图谱与语义搜索</span>
        </a>
        <nav aria-label="主导航">
          {TABS.map((tab) => (
            <a key={tab.label} href={tab.href} aria-current={tab.view.includes(route.view) ? "page" : undefined}>
              {tab.label}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        每一条事实都能回到原文的那一句。<a href="docs">接口文档</a>
        {keyed && (
          <button type="button" class="plain" onClick={() => (changeKey(), scrollTo(0, 0))}>
            更换 API 密钥
          </button>
        )}
      </footer>
    </>
  );
}
