import { useEffect, useRef, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { count } from "../core/format.js";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import type { Agent, Agents, AgentState } from "../core/types.js";
import { Empty, Loading, ProblemNote } from "../parts/controls.js";
import { reasonWord, State, stateWord } from "../parts/state.js";
import { Since, usePassed } from "../parts/time.js";
import type { BoardView } from "./board.js";

export const AGENT_STATES: AgentState[] = ["idle", "ringing", "busy", "wrapUp", "notReady", "offline"];

const SHOWN = 100;
const PAUSE = 2_000;
const TOO_LONG = 600;

/** The agents in a state, read again when the board changes, every two seconds at most. */
function useAgents(board: BoardView, state: AgentState): { agents: Agent[] | undefined; problem: Problem | undefined } {
  const [agents, setAgents] = useState<Agent[]>();
  const [problem, setProblem] = useState<Problem>();
  const dueAt = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gone = new AbortController();
    const load = async (): Promise<void> => {
      dueAt.current = performance.now() + PAUSE;
      try {
        const { body } = await read<Agents>(address(["agents"], { state, limit: SHOWN }), gone.signal);
        if (gone.signal.aborted) return;
        setAgents(body.agents);
        setProblem(undefined);
      } catch (failed) {
        if (!gone.signal.aborted) setProblem(problemFrom(failed));
      }
    };
    const soon = (): void => {
      if (document.hidden) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void load();
      }, Math.max(0, dueAt.current - performance.now()));
    };
    setAgents(undefined);
    void load();
    const unwatch = board.changes.watch(soon);
    return () => {
      gone.abort();
      clearTimeout(timer);
      unwatch();
    };
  }, [state]);
  return { agents, problem };
}

function AgentLine({ agent }: { agent: Agent }) {
  const since = agent.stateSince ?? agent.presenceSince;
  const long = usePassed(since, TOO_LONG) && agent.state === "notReady";
  const says = agent.reason && agent.presence === "notReady" ? reasonWord(agent.reason) : agent.profile.skills
    .slice(0, 3).map(({ skill }) => skill).join(", ");
  return (
    <li class={long ? "agent-line long" : "agent-line"}>
      <span class="agent-name">{agent.profile.name ?? agent.id}</span>
      <span class="agent-since"><Since at={since} /></span>
      <span class="agent-says">
        {says}{agent.forced && " · by a supervisor"}{long && <span class="tag tag-warn">over 10 min</span>}
      </span>
    </li>
  );
}

/** How many agents are in each state, and who they are. */
export function AgentsPanel({ board }: { board: BoardView }) {
  const counts = useCell(board.agents);
  const [state, setState] = useState<AgentState>("notReady");
  const { agents, problem } = useAgents(board, state);
  const total = counts ? AGENT_STATES.reduce((sum, one) => (one === "offline" ? sum : sum + counts[one]), 0) : 0;
  return (
    <section class="card agents-panel" aria-labelledby="agents-title">
      <header class="card-head">
        <h2 id="agents-title">Agents</h2>
        <span class="muted">{count(total)} logged in</span>
      </header>
      {counts && total > 0 && (
        <div class="share-bar" aria-hidden="true">
          {AGENT_STATES.filter((one) => one !== "offline" && counts[one] > 0).map((one) => (
            <span key={one} class={`bar-${one}`} style={{ flexGrow: counts[one] }} />
          ))}
        </div>
      )}
      <div class="state-choices" role="group" aria-label="Agents in a state">
        {AGENT_STATES.map((one) => (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => setState(one)}>
            <State of={one} /><b>{count(counts?.[one])}</b>
          </button>
        ))}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {!agents && !problem && <Loading lines={4} what="Loading the agents" />}
      {agents?.length === 0 && <Empty title={`No agent: ${stateWord(state).toLowerCase()}`} />}
      {agents && agents.length > 0 && (
        <ul class="agent-lines" tabIndex={0} aria-label={`Agents: ${stateWord(state)}`}>
          {agents.map((agent) => <AgentLine key={agent.id} agent={agent} />)}
        </ul>
      )}
    </section>
  );
}
