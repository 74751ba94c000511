import { count, plural } from "../core/format.js";
import type { ExplainReason, Explanation } from "../core/types.js";

const WORDS: Record<string, string> = {
  noRoom: "have no room", lacksSkill: "lack a skill", offline: "are logged out", notReady: "are not ready",
  cooldown: "missed or declined it", coolingDown: "missed or declined it", keptForAnother: "are kept for another contact",
};

const wordsOf = (reason: ExplainReason): string => {
  const words = WORDS[reason.reason] ?? reason.reason.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return reason.skill ? `${words}: ${reason.skill}${(reason.level ?? 1) > 1 ? ` ${reason.level}` : ""}` : words;
};

/** Why a contact waits, or why its agent was chosen: a sentence, and the agents by reason. */
export function Explained({ explanation }: { explanation: Explanation }) {
  const { summary = "It is closed. Nothing is left to explain.", choices = [] } = explanation;
  const reasons = (explanation.reasons ?? []).filter(({ agents }) => (agents ?? 0) > 0);
  const total = reasons.reduce((sum, { agents }) => sum + (agents ?? 0), 0);
  return (
    <div class="explained">
      <p>{summary}</p>
      {total > 0 && (
        <div class="share-bar" aria-hidden="true">
          {reasons.map((reason, at) => (
            <span key={at} class={`bar-reason bar-reason-${at % 4}`} style={{ flexGrow: reason.agents ?? 0 }} />
          ))}
        </div>
      )}
      <ul>
        {(explanation.reasons ?? []).map((reason, at) => (
          <li key={at}>
            <i class={`bar-reason-${at % 4}`} aria-hidden="true" />
            <span>
              {reason.agents !== undefined && <b>{plural(reason.agents, "agent")} </b>}{wordsOf(reason)}
              {reason.remedy && <span class="muted"> {reason.remedy}</span>}
              {(reason.readyBut ?? 0) > 0 && <span class="muted"> {count(reason.readyBut)} would do at once then.</span>}
            </span>
          </li>
        ))}
        {choices.map((choice) => (
          <li key={choice.offer}><i aria-hidden="true" /><span><b>{choice.agent}</b> {choice.text}</span></li>
        ))}
      </ul>
    </div>
  );
}
