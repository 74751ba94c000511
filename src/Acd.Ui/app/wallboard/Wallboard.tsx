import { useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { count } from "../core/format.js";
import { link, place, setQuery } from "../core/router.js";
import type { Session } from "../core/session.js";
import { Button, Search } from "../parts/controls.js";
import { Icon } from "../parts/icons.js";
import { Shell } from "../shell/Shell.js";
import { AgentsPanel } from "./AgentsPanel.js";
import { Alarms } from "./Alarms.js";
import { useBoard } from "./board.js";
import { boardCsv, download } from "./csv.js";
import { QueueDrawer } from "./QueueDrawer.js";
import { QueuesTable } from "./QueuesTable.js";
import { Tiles } from "./Tiles.js";

/** What a supervisor looks at all day. */
export function Wallboard({ session }: { session: Session }) {
  const board = useBoard();
  const { query } = useCell(place);
  const queues = useCell(board.queues);
  const [search, setSearch] = useState(query.get("search") ?? "");
  const opened = query.get("queue");
  const reads = session.role !== "viewer";
  return (
    <Shell session={session} page="wallboard">
      <div class="page wallboard">
        <h1 class="visually-hidden">Wallboard</h1>
        <Alarms board={board} />
        <Tiles board={board} />
        <div class={reads ? "wallboard-parts" : "wallboard-parts alone"}>
          <section class="card" aria-labelledby="queues-title">
            <header class="card-head">
              <h2 id="queues-title">Queues</h2>
              <span class="muted">{count(queues.size)}</span>
              <span class="top-space" />
              <Search
                label="Search queues" value={search}
                onInput={(text) => { setSearch(text); setQuery({ search: text }); }}
              />
              <Button kind="quiet" icon="save" onClick={() => download(boardCsv(board, [...queues.keys()]), "queues.csv")}>
                CSV
              </Button>
              <a class="button quiet" href={link(["wallboard"], { tv: "1" })}><Icon name="screen" /><span>TV</span></a>
            </header>
            <QueuesTable board={board} />
          </section>
          {reads && <AgentsPanel board={board} />}
        </div>
      </div>
      {opened && reads && <QueueDrawer key={opened} queue={opened} board={board} canAct={session.role === "supervisor"} />}
    </Shell>
  );
}
