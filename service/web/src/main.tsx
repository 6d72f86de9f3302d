import { render } from "preact";
import { useEffect } from "preact/hooks";
import { keptKey, useAccess } from "./access";
import { KeyForm } from "./components/key_form";
import { Layout } from "./components/layout";
import { tryKey } from "./request";
import { useRoute, type Route } from "./router";
import { AskView } from "./views/ask_view";
import { CompareView } from "./views/compare_view";
import { DocumentsView } from "./views/documents_view";
import { EntityView } from "./views/entity_view";
import { MissingView } from "./views/missing_view";
import { PointView } from "./views/point_view";
import { ReaderView } from "./views/reader_view";
import { SearchView } from "./views/search_view";

function View({ route }: { route: Route }) {
  switch (route.view) {
    case "ask":
      return <AskView question={route.question} />;
    case "compare":
      return <CompareView a={route.a} b={route.b} />;
    case "documents":
      return <DocumentsView />;
    case "entity":
      return <EntityView id={route.id} />;
    case "missing":
      return <MissingView />;
    case "point":
      return <PointView id={route.id} />;
    case "reader":
      return <ReaderView id={route.id} start={route.start} end={route.end} />;
    case "search":
      return <SearchView query={route.query} filters={route.filters} />;
  }
}

function App() {
  const route = useRoute();
  const { asking, revision } = useAccess();
  // A page that has nothing to load yet should not wait for the first question to say that a key is needed.
  useEffect(() => void tryKey(keptKey()).catch(() => undefined), []);
  const open = asking === null || asking === "change";
  return (
    <Layout route={route} keyed={asking === null && keptKey() !== null}>
      {asking && <KeyForm key={asking} why={asking} />}
      {open && <View key={revision} route={route} />}
    </Layout>
  );
}

render(<App />, document.getElementById("app")!);
