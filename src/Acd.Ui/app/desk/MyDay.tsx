import { useEffect, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { count, duration, percent } from "../core/format.js";
import { address, problemFrom, read } from "../core/http.js";
import type { Agent } from "../core/types.js";
import type { DeskModel } from "./model.js";

interface AgentStats {
  total: {
    handled: number; answered: number; noAnswer: number; declined: number; loggedInTime: number; notReadyTime: number;
    occupancy?: number; averageHandleTime?: { total: number };
  };
}

/** The agent's figures of today. They are read when a contact came or went. */
export function MyDay({ model, agent }: { model: DeskModel; agent: Agent }) {
  const [stats, setStats] = useState<AgentStats>();
  const contacts = useCell(model.contacts);
  useEffect(() => {
    const gone = new AbortController();
    const load = async (): Promise<void> => {
      try {
        setStats((await read<AgentStats>(address(["agents", agent.id, "stats"]), gone.signal)).body);
      } catch (failed) {
        // The figures of before stay; the page's own state tells what is wrong.
        if (!gone.signal.aborted) model.problem.set(problemFrom(failed));
      }
    };
    void load();
    return () => gone.abort();
  }, [agent.id, agent.presence, contacts.size]);
  const total = stats?.total;
  const rows: [string, string][] = [
    ["Handled", count(total?.handled)], ["Average handle time", duration(total?.averageHandleTime?.total)],
    ["Occupancy", percent(total?.occupancy)], ["Not answered", count(total?.noAnswer)],
    ["Logged in", duration(total?.loggedInTime)],
    ["Not ready", duration(total?.notReadyTime)],
  ];
  const share = Math.min(1, agent.taken / Math.max(1, agent.profile.capacity));
  return (
    <section class="card my-day" aria-labelledby="day-title">
      <header class="card-head"><h2 id="day-title">My day</h2></header>
      <dl>{rows.map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
      <div class="capacity">
        <p><span>Capacity</span><span>{agent.taken} of {agent.profile.capacity}</span></p>
        <div class="capacity-bar" role="img" aria-label={`${percent(share)} of your capacity is taken`}>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width={share * 100} height="6" /></svg>
        </div>
      </div>
      {agent.profile.skills.length > 0 && (
        <p class="my-skills">
          {agent.profile.skills.map(({ skill, level }) => (
            <span key={skill} class="tag">{skill}{level < 10 && ` ${level}`}</span>
          ))}
        </p>
      )}
    </section>
  );
}
