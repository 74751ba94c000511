import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../core/http.js";
import { Field } from "../parts/controls.js";
import type { EditedDocument, Values } from "./document.js";
import { kindOf, titleOf } from "./schema.js";
import type { FieldSchema, Schema } from "./schema.js";

function Input(props: { name: string; field: FieldSchema; edited: EditedDocument }) {
  const { name, field, edited } = props;
  const value = edited.now[name];
  const kind = kindOf(field);
  if (kind === "switch") {
    return (
      <label class="check setting-switch">
        <input type="checkbox" checked={value === true} onChange={(to) => edited.set(name, to.currentTarget.checked)} />
        <span>{titleOf(name)}<span class="field-help">{field.description}</span></span>
      </label>
    );
  }

  const range = field.minimum !== undefined && field.maximum !== undefined ? ` ${field.minimum} to ${field.maximum}.` : "";
  return (
    <Field label={titleOf(name)} name={name} help={`${field.description ?? ""}${range}`} problem={edited.problem}>
      {(attributes) => kind === "choice"
        ? (
          <select
            {...attributes} value={String(value ?? "")}
            onChange={(to) => edited.set(name, to.currentTarget.value || undefined)}
          >
            {field.enum?.filter((one) => one !== null).map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        )
        : (
          <input
            {...attributes} type={kind === "number" ? "number" : "text"} step="any"
            value={value === undefined ? "" : String(value)} min={field.minimum} max={field.maximum} maxLength={field.maxLength}
            onInput={(typed) => {
              const text = typed.currentTarget.value;
              edited.set(name, text === "" ? undefined : kind === "number" ? Number(text) : text);
            }}
          />
        )}
    </Field>
  );
}

/** A group of fields, as the API describes them. */
export function FieldGroup(props: { title: string; names: string[]; schema: Schema; edited: EditedDocument }) {
  const { title, names, schema, edited } = props;
  return (
    <fieldset class="card setting-group">
      <legend>{title}</legend>
      <div class="setting-fields">
        {names.map((name) => {
          const field = schema[name];
          return field && <Input key={name} name={name} field={field} edited={edited} />;
        })}
      </div>
    </fieldset>
  );
}

/** What no form has: plans, hours, actions at limits. They are edited as JSON, and checked by the server like the rest. */
export function OtherFields(props: { title?: string; names: string[]; edited: EditedDocument }) {
  const { title = "Hours, plan, limits", names, edited } = props;
  const pick = (values: Values): Values => Object.fromEntries(
    names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<Problem>();
  useEffect(() => setText(JSON.stringify(pick(edited.now), null, 2)), [edited.before]);
  const take = (typed: string): void => {
    setText(typed);
    try {
      const others = Object.fromEntries(Object.entries(edited.now).filter(([name]) => !names.includes(name)));
      edited.replace({ ...others, ...(JSON.parse(typed) as Values) });
      setWrong(undefined);
    } catch (unread) {
      if (!(unread instanceof SyntaxError)) throw unread;
      setWrong({ status: 0, code: "page.json", field: "others", detail: "This is not JSON yet." });
    }
  };
  return (
    <fieldset class="card setting-group">
      <legend>{title}</legend>
      <Field label="As JSON" name="others" help={`${names.join(", ")}: see the routing guide.`} problem={wrong}>
        {(attributes) => (
          <textarea
            {...attributes} rows={8} spellcheck={false} value={text}
            onInput={(typed) => take(typed.currentTarget.value)}
          />
        )}
      </Field>
    </fieldset>
  );
}
