import { useState } from "preact/hooks";
import { signIn } from "../core/session.js";
import type { Problem } from "../core/http.js";
import { Button, Field } from "../parts/controls.js";
import { Mark } from "./Mark.js";

/** One field for a key. */
export function SignIn() {
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const enter = async (): Promise<void> => {
    setBusy(true);
    setProblem(await signIn(key.trim()));
    setBusy(false);
  };
  const wrong = problem && { ...problem, field: "key" };
  return (
    <main class="sign-in" id="content">
      <form onSubmit={(sent) => { sent.preventDefault(); if (!busy) void enter(); }}>
        <Mark />
        <h1>Sign in</h1>
        <p class="muted">Enter the key that your administrator gave you.</p>
        <Field label="Key" name="key" problem={wrong} help="It stays in a cookie of this browser until you sign out.">
          {(attributes) => (
            <input
              {...attributes} type="password" name="key" autocomplete="current-password" required autofocus
              value={key} onInput={(typed) => setKey(typed.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" busy={busy}>Sign in</Button>
      </form>
    </main>
  );
}
