import { render } from "preact";
import { useEffect } from "preact/hooks";
import { ContactsPage } from "./contacts/Contacts.js";
import { useCell } from "./core/cell.js";
import { go, link, place } from "./core/router.js";
import { ask, visit } from "./core/session.js";
import type { Session } from "./core/session.js";
import { Desk } from "./desk/Desk.js";
import { Button, Empty, ProblemNote } from "./parts/controls.js";
import { Settings } from "./settings/Settings.js";
import { pagesOf } from "./shell/pages.js";
import { Shell } from "./shell/Shell.js";
import { SignIn } from "./shell/SignIn.js";
import { Television } from "./wallboard/Television.js";
import { Wallboard } from "./wallboard/Wallboard.js";

function Pages({ session }: { session: Session }) {
  const { path, query } = useCell(place);
  const pages = pagesOf(session.role);
  const start = pages[0];

  // The bare address shows the first page at once; the effect below names it in the address.
  const page = path.length === 0 ? start : pages.find(({ id }) => id === path[0]);
  useEffect(() => {
    if (path.length === 0 && start) go(link([start.id]), true);
  }, [path.length, start]);
  useEffect(() => {
    const center = session.name ?? session.center;
    document.title = page ? `${page.title} · ${center}` : center;
  }, [page, session]);
  if (page?.id === "wallboard" && query.get("tv") === "1") return <Television session={session} />;
  if (page?.id === "wallboard") return <Wallboard session={session} />;
  if (page?.id === "contacts") return <ContactsPage session={session} />;
  if (page?.id === "settings") return <Settings session={session} />;
  if (page?.id === "desk") return <Desk session={session} />;
  return (
    <Shell session={session} page="">
      <div class="page">
        <h1>{start ? "There is no such page" : "There is nothing to see"}</h1>
        <Empty title={start ? "The address leads nowhere." : `Keys of the role ${session.role} are for programs.`}>
          {start && <a href={link([start.id])}>Go to {start.title}</a>}
        </Empty>
      </div>
    </Shell>
  );
}

function App() {
  const shown = useCell(visit);
  if (shown.state === "in") return <Pages session={shown.session} />;
  if (shown.state === "out") return <SignIn />;
  return (
    <main class="sign-in" id="content">
      {shown.state === "failed" && (
        <div class="start-failed">
          <h1>The center does not answer</h1>
          <ProblemNote problem={shown.problem} />
          <Button kind="primary" onClick={() => void ask()}>Try again</Button>
        </div>
      )}
    </main>
  );
}

const root = document.getElementById("app");
if (root) render(<App />, root);
void ask();
