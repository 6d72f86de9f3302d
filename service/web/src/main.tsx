import { render } from "preact";
import { Layout } from "./components/layout";
import { useRoute, type Route } from "./router";
import { AskView } from "./views/ask_view";
import { CompareView } from "./views/compare_view";
import { DocumentsView } from "./views/documents_view";
import { EntityView } from "./views/entity_view";
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
    case "reader":
      return <ReaderView id={route.id} start={route.start} end={route.end} />;
    case "search":
      return <SearchView query={route.query} filters={route.filters} />;
  }
}

function App() {
  const route = useRoute();
  return (
    <Layout route={route}>
      <View route={route} />
    </Layout>
  );
}

render(<App />, document.getElementById("app")!);
