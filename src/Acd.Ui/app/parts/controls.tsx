import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { problemFrom } from "../core/http.js";
import type { Problem } from "../core/http.js";
import { Icon } from "./icons.js";

/** What a request was refused for, with its code to copy. */
export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <p class="note note-breach" role="alert">
      <Icon name="breach" />
      <span>{problem.detail} <code>{problem.code}</code></span>
    </p>
  );
}

/** What stands where there is nothing. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <div class="empty"><p class="empty-title">{title}</p>{children && <p>{children}</p>}</div>;
}

/** Grey lines while something is read for the first time. */
export function Loading({ lines = 3, what = "Loading" }: { lines?: number; what?: string }) {
  return (
    <div class="loading" role="status" aria-label={what}>
      {Array.from({ length: lines }, (_, line) => <span key={line} />)}
    </div>
  );
}

/** What a button of a request knows: whether it runs, and what it was refused for. */
export function useWork(): {
  busy: boolean; problem: Problem | undefined; run: (work: () => Promise<unknown>) => Promise<boolean>; clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (failed) {
      setProblem(problemFrom(failed));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, clear: () => setProblem(undefined) };
}

interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: "primary" | "plain" | "quiet" | "danger";
  busy?: boolean;
  disabled?: boolean;
  icon?: string;
  type?: "button" | "submit";
  keys?: string;
  label?: string;
  class?: string;
}

export function Button(props: ButtonProps) {
  const { children, onClick, kind = "plain", busy = false, disabled = false, icon, type = "button", keys, label } = props;
  return (
    <button
      type={type} class={`button ${kind} ${props.class ?? ""}`} aria-busy={busy} disabled={disabled}
      aria-label={label} aria-keyshortcuts={keys}
      onClick={() => { if (!busy) onClick?.(); }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {keys && <kbd aria-hidden="true">{keys.split("+").at(-1)}</kbd>}
    </button>
  );
}

interface FieldProps {
  label: string;
  help?: string | undefined;
  problem?: Problem | undefined;
  name?: string;
  children: (attributes: { id: string; "aria-describedby": string; "aria-invalid": boolean }) => ComponentChildren;
}

/** A labelled input. A refusal that names its field stands beneath it. */
export function Field({ label, help, problem, name, children }: FieldProps) {
  const id = useId();
  const wrong = problem !== undefined && problem.field !== undefined && problem.field === name;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-help`, "aria-invalid": wrong })}
      <p id={`${id}-help`} class={wrong ? "field-wrong" : "field-help"}>{wrong ? problem.detail : help}</p>
    </div>
  );
}

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
}

/** A dialog over the page; Esc closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, children, class: className = "" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog} class={className} aria-labelledby={id}
      onCancel={(asked) => { asked.preventDefault(); onClose(); }}
      onClick={(click) => { if (click.target === dialog.current) onClose(); }}
    >
      <div class="dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={onClose}><Icon name="close" /></button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** A search field, which the key / reaches. */
export function Search(props: { label: string; value: string; onInput: (text: string) => void; placeholder?: string }) {
  return (
    <span class="search">
      <Icon name="search" />
      <input
        type="search" aria-label={props.label} placeholder={props.placeholder ?? props.label} value={props.value}
        data-search onInput={(typed) => props.onInput(typed.currentTarget.value)}
        onKeyDown={(pressed) => { if (pressed.key === "Escape") pressed.currentTarget.blur(); }}
      />
    </span>
  );
}
