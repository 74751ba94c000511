import { useEffect, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { count, duration, percent } from "../core/format.js";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import { setQuery } from "../core/router.js";
import type { Contact, Contacts, QueueRow, Stats } from "../core/types.js";
import { Dialog, Empty, Loading, ProblemNote } from "../parts/controls.js";
import { Since } from "../parts/time.js";
import type { BoardView } from "./board.js";
import { DayChart, DayTable, worthShowing } from "./Chart.js";
import { WaitingContact } from "./WaitingContact.js";

const SHOWN = 50;

interface Loaded {
  stats: Stats;
  waiting: Contact[];
  more: boolean;
}

interface QueueView {
  loaded: Loaded | undefined;
  problem: Problem | undefined;
  reload: () => void;
}

function useQueue(queue: string, board: BoardView): QueueView {
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState<Problem>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const [stats, waiting] = await Promise.all([
          read<Stats>(address(["queues", queue, "stats"], { interval: 15 }), gone.signal),
          read<Contacts>(address(["contacts"], { queue, state: "queued", limit: SHOWN }), gone.signal),
        ]);
        setLoaded({ stats: stats.body, waiting: waiting.body.contacts, more: waiting.body.next !== undefined });
        setProblem(undefined);
      } catch (failed) {
        if (!gone.signal.aborted) setProblem(problemFrom(failed));
      }
    };
    void load();
    return () => gone.abort();
  }, [queue, asked]);
  // The figures of the open queue follow the board, but no more often than a reader can look.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unwatch = board.queues.value.get(queue)?.watch(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setAsked((times) => times + 1);
      }, 3_000);
    });
    return () => {
      unwatch?.();
      clearTimeout(timer);
    };
  }, [queue]);
  return { loaded, problem, reload: () => setAsked((times) => times + 1) };
}

function Now({ row }: { row: QueueRow }) {
  const figures: [string, unknown][] = [
    ["Waiting", count(row.waiting)], ["Longest", <Since at={row.longestWaitingSince} />],
    ["Service level", percent(row.serviceLevel)], ["Abandoned", percent(row.abandonedShare, 1)],
    ["ASA", duration(row.averageSpeedOfAnswer)], ["Agents", count(row.available)],
  ];
  return (
    <dl class="figures">
      {figures.map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value as string}</dd></div>)}
    </dl>
  );
}

/** A queue: its day by quarters of an hour, and who waits. */
export function QueueDrawer({ queue, board, canAct }: { queue: string; board: BoardView; canAct: boolean }) {
  const cell = useCell(board.queues).get(queue);
  const { loaded, problem, reload } = useQueue(queue, board);
  const [asTable, setAsTable] = useState(false);
  const [row, setRow] = useState(cell?.value);
  useEffect(() => {
    setRow(cell?.value);
    return cell?.watch(() => setRow(cell.value));
  }, [cell]);
  const intervals = loaded ? worthShowing(loaded.stats.intervals ?? [], loaded.stats.at) : [];
  return (
    <Dialog title={row?.name ?? queue} onClose={() => setQuery({ queue: undefined }, false)} class="drawer">
      {row && <Now row={row} />}
      {problem && <ProblemNote problem={problem} />}
      {!loaded && !problem && <Loading lines={6} what="Loading the queue" />}
      {loaded && (
        <>
          <section>
            <header class="section-head">
              <h3>Today</h3>
              <span class="legend"><i class="dot-answered" />Answered <i class="dot-abandoned" />Abandoned</span>
              <button type="button" class="link-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
                {asTable ? "As a chart" : "As a table"}
              </button>
            </header>
            {asTable ? <DayTable intervals={intervals} /> : <DayChart intervals={intervals} />}
          </section>
          <section>
            <header class="section-head"><h3>Waiting</h3>{loaded.more && <span class="muted">the first {SHOWN}</span>}</header>
            {loaded.waiting.length === 0 && <Empty title="Nobody waits" />}
            <ol class="waiting">
              {loaded.waiting.map((contact) => (
                <WaitingContact key={contact.id} contact={contact} canAct={canAct} onDone={reload} />
              ))}
            </ol>
          </section>
        </>
      )}
    </Dialog>
  );
}
